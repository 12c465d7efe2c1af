// Makes a camera's picture small enough for a poor network: as wide as a wound in the road needs to be judged.

const longSide_px = 1_600;
const quality = 0.72;

/** A JPEG, turned as the camera was held. Rejects where the file is no picture that the browser can read. */
export async function shrinkPhoto(file: Blob): Promise<Blob> {
  const picture = await createImageBitmap(file, { imageOrientation: 'from-image' });
  const scale = Math.min(1, longSide_px / Math.max(picture.width, picture.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  return new Promise((resolve, reject) => {
    canvas.toBlob(
      (blob) => (blob === null ? reject(new Error('the picture could not be made smaller')) : resolve(blob)),
      'image/jpeg',
      quality,
    );
  });
}
