package io.kwsbench.files;

import io.kwsbench.KwsException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** UTF-8 text of any length: a byte order mark is dropped, any other encoding is refused. */
final class TextReader extends Reader {
  /** The number of bytes at the beginning that show the encoding. */
  private static final int SAMPLE_BYTES = 4096;

  private final String name;
  private final byte[] sample;
  private final Reader in;

  /** Closes {@code bytes} when it fails. */
  TextReader(InputStream bytes, String name) throws IOException {
    this.name = name;
    BufferedInputStream buffered = new BufferedInputStream(bytes, 1 << 16);
    try {
      buffered.mark(SAMPLE_BYTES);
      sample = buffered.readNBytes(SAMPLE_BYTES);
      buffered.reset();
      boolean marked =
          sample.length >= 3
              && sample[0] == (byte) 0xef
              && sample[1] == (byte) 0xbb
              && sample[2] == (byte) 0xbf;
      buffered.skipNBytes(marked ? 3 : 0);
    } catch (IOException | RuntimeException e) {
      buffered.close();
      throw e;
    }
    in =
        new InputStreamReader(
            buffered,
            StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT));
  }

  @Override
  public int read(char[] to, int offset, int length) throws IOException {
    try {
      int count = in.read(to, offset, length);
      for (int i = offset; i < offset + count; i++) {
        if (to[i] == '\0') {
          throw notText(null);
        }
      }
      return count;
    } catch (CharacterCodingException e) {
      throw notText(e);
    }
  }

  private KwsException notText(CharacterCodingException e) {
    return new KwsException(name + ": " + TextBytes.kind(sample), e);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
