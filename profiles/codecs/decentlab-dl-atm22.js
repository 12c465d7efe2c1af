function decodeUplink(input) {
  return decentlab(input.bytes, [
    {
      words: 8,
      read: (x) => ({
        wind_speed: [centred(x[0]) / 100, 'm⋅s⁻¹'],
        wind_direction: [centred(x[1]) / 10, '°'],
        maximum_wind_speed: [centred(x[2]) / 100, 'm⋅s⁻¹'],
        air_temperature: [centred(x[3]) / 10, '°C'],
        x_orientation_angle: [centred(x[4]) / 10, '°'],
        y_orientation_angle: [centred(x[5]) / 10, '°'],
      }),
    },
  ]);
}
