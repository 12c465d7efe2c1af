// For gauges that tip at 0.1 mm.
function decodeUplink(input) {
  return decentlab(input.bytes, [
    {
      words: 4,
      read: (x) => ({
        precipitation: [x[0] / 10, 'mm'],
        precipitation_interval: [x[1], 's'],
        cumulative_precipitation: [(x[2] + x[3] * 65536) / 10, 'mm'],
      }),
    },
  ]);
}
