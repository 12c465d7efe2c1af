function decodeUplink(input) {
  return decentlab(input.bytes, [
    {
      words: 4,
      read: (x) => ({
        distance: [x[0], 'mm'],
        temperature: [centred(x[1]) / 100, '°C'],
        reliability: [centred(x[2]) / 100, 'dB'],
        status: [x[3], ''],
      }),
    },
  ]);
}
