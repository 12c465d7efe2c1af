// For sensors of -1 to 10 bar; another range needs another pair of figures here.
function decodeUplink(input) {
  const lowest_bar = -1;
  const highest_bar = 10;
  return decentlab(input.bytes, [
    {
      words: 2,
      read: (x) => ({
        pressure: [((x[0] - 16384) / 32768) * (highest_bar - lowest_bar) + lowest_bar, 'bar'],
        temperature: [(x[1] - 384) * 0.003125 - 50, '°C'],
      }),
    },
  ]);
}
