function decodeUplink(input) {
  return decentlab(input.bytes, [{ words: 6, read: roadWeather }]);
}

function roadWeather(x) {
  return {
    surface_temperature: [centred(x[0]) / 100, '°C'],
    air_temperature: [centred(x[1]) / 100, '°C'],
    air_humidity: [centred(x[2]) / 100, '%'],
    dew_point: [centred(x[3]) / 100, '°C'],
    angle: [centred(x[4]), '°'],
    sensor_temperature: [centred(x[5]) / 100, '°C'],
  };
}
