// A server-sent event stream's way out: an HTTP response that is written as it comes.
import type { ServerResponse } from 'node:http';
import type { EventSink } from './event-stream.ts';

export function responseSink(response: ServerResponse): EventSink {
  return {
    write(text) {
      // After the end, or once the reader is gone, there is nobody to wait for.
      return response.writableEnded || response.destroyed || response.write(text);
    },
    drained() {
      return new Promise((resolve) => {
        if (response.destroyed || !response.writableNeedDrain) {
          resolve();
          return;
        }
        const done = () => {
          response.off('drain', done);
          response.off('close', done);
          resolve();
        };
        response.on('drain', done);
        response.on('close', done);
      });
    },
    end() {
      response.end();
    },
    cut() {
      response.destroy();
    },
  };
}
