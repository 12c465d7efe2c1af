function decodeUplink(input) {
  return decentlab(input.bytes, [
    {
      words: 11,
      read: (x) => ({
        distance_average: [x[0], 'mm'],
        distance_minimum: [centred(x[1]), 'mm'],
        distance_maximum: [centred(x[2]), 'mm'],
        distance_median: [centred(x[3]), 'mm'],
        number_of_samples: [centred(x[9]), ''],
      }),
    },
  ]);
}
