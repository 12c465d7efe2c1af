// For sensors that are ordered with 8,192 steps to the bar.
function decodeUplink(input) {
  return decentlab(input.bytes, [
    {
      words: 2,
      read: (x) => ({ pressure: [centred(x[0]) / 8192, 'bar'], temperature: [centred(x[1]) / 256, '°C'] }),
    },
  ]);
}
