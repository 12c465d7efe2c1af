// For sensors that are ordered with 8,192 steps to the bar.
function decodeUplink(input) {
  return decentlab(input.bytes, [
    {
      words: 4,
      read: (x) => ({
        pressure: [centred(x[0]) / 8192, 'bar'],
        temperature_electronics: [centred(x[1]) / 256, '°C'],
        temperature_pt1000: [centred(x[2]) / 256, '°C'],
      }),
    },
  ]);
}
