// Also DL-CTD10b, whose words of conductivity count otherwise; they are not read here.
function decodeUplink(input) {
  return decentlab(input.bytes, [
    {
      words: 4,
      read: (x) => ({
        water_depth: [centred(x[0]), 'mm'],
        temperature: [centred(x[1]) / 10, '°C'],
        freezing_flag: [centred(x[3]), ''],
      }),
    },
  ]);
}
