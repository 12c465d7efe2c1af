function decodeUplink(input) {
  return decentlab(input.bytes, [
    {
      words: 2,
      read: (x) => ({ distance: [x[0], 'mm'], number_of_valid_samples: [x[1], ''] }),
    },
  ]);
}
