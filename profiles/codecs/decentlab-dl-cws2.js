function decodeUplink(input) {
  return decentlab(input.bytes, [
    {
      words: 2,
      read: (x) => ({
        air_temperature_radiation_shield: [(175 * x[0]) / 65535 - 45, '°C'],
        air_humidity_radiation_shield: [(100 * x[1]) / 65535, '%'],
      }),
    },
    {
      words: 6,
      read: (x) => ({
        surface_temperature: [centred(x[0]) / 100, '°C'],
        air_temperature: [centred(x[1]) / 100, '°C'],
        air_humidity: [centred(x[2]) / 100, '%'],
        angle: [centred(x[4]), '°'],
      }),
    },
  ]);
}
