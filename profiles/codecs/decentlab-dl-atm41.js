function decodeUplink(input) {
  return decentlab(input.bytes, [
    {
      words: 17,
      read: (x) => ({
        precipitation: [centred(x[1]) / 1000, 'mm'],
        wind_speed: [centred(x[4]) / 100, 'm⋅s⁻¹'],
        wind_direction: [centred(x[5]) / 10, '°'],
        maximum_wind_speed: [centred(x[6]) / 100, 'm⋅s⁻¹'],
        air_temperature: [centred(x[7]) / 10, '°C'],
        atmospheric_pressure: [centred(x[9]) / 100, 'kPa'],
        relative_humidity: [centred(x[10]) / 10, '%'],
        x_orientation_angle: [centred(x[12]) / 10, '°'],
        y_orientation_angle: [centred(x[13]) / 10, '°'],
      }),
    },
  ]);
}
