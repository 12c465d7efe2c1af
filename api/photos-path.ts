// Where photos are served: what cases keep of a photo is this and its name.
export const photosPath = '/api/v1/photos/';
