package io.kwsbench.audio;

import io.kwsbench.KwsException;
import java.nio.ByteBuffer;

/**
 * The sample format in a WAV file's {@code fmt} chunk.
 *
 * @param encoding how a sample is stored
 * @param sampleRate in hertz
 */
record WavFormat(Encoding encoding, int channels, int sampleRate) {
  private static final int PCM = 1;
  private static final int IEEE_FLOAT = 3;
  private static final int EXTENSIBLE = 0xFFFE;
  private static final int PLAIN_SIZE = 16;
  private static final int EXTENSIBLE_SIZE = 40;
  private static final int SUB_FORMAT_OFFSET = 24;
  private static final int MAX_CHANNELS = 256;

  /** The storage of one sample; integers are scaled so that full scale is ±1. */
  enum Encoding {
    UNSIGNED_8(1) {
      @Override
      float get(ByteBuffer bytes, int at) {
        return ((bytes.get(at) & 0xFF) - 128) / 128f;
      }
    },
    SIGNED_16(2) {
      @Override
      float get(ByteBuffer bytes, int at) {
        return SampleScale.DECODE_WAV.of(bytes.getShort(at));
      }
    },
    SIGNED_24(3) {
      @Override
      float get(ByteBuffer bytes, int at) {
        int low = bytes.getShort(at) & 0xFFFF;
        return (bytes.get(at + 2) << 16 | low) / 8388608f;
      }
    },
    SIGNED_32(4) {
      @Override
      float get(ByteBuffer bytes, int at) {
        return (float) (bytes.getInt(at) / 2147483648.0);
      }
    },
    FLOAT_32(4) {
      @Override
      float get(ByteBuffer bytes, int at) {
        return bytes.getFloat(at);
      }
    },
    FLOAT_64(8) {
      @Override
      float get(ByteBuffer bytes, int at) {
        return (float) bytes.getDouble(at);
      }
    };

    private final int bytes;

    Encoding(int bytes) {
      this.bytes = bytes;
    }

    int bytes() {
      return bytes;
    }

    /** As messages have it. */
    String said() {
      return (this == FLOAT_32 || this == FLOAT_64 ? "float of " : "") + 8 * bytes + " bits";
    }

    /** The sample at byte {@code at} of a little-endian buffer. */
    abstract float get(ByteBuffer bytes, int at);
  }

  int bytesPerFrame() {
    return encoding.bytes() * channels;
  }

  /**
   * Reads the body of a {@code fmt } chunk.
   *
   * @param source what messages call the file
   * @throws KwsException when the chunk is short, contradicts itself or names a coding that is not
   *     read
   */
  static WavFormat parse(ByteBuffer chunk, String source) {
    if (chunk.remaining() < PLAIN_SIZE) {
      throw new KwsException(
          source + ": bad WAV file: fmt chunk of " + chunk.remaining() + " bytes, 16 at least");
    }
    int at = chunk.position();
    int code = chunk.getShort(at) & 0xFFFF;
    int channels = chunk.getShort(at + 2) & 0xFFFF;
    int sampleRate = chunk.getInt(at + 4);
    int blockAlign = chunk.getShort(at + 12) & 0xFFFF;
    int bits = chunk.getShort(at + 14) & 0xFFFF;
    if (code == EXTENSIBLE) {
      if (chunk.remaining() < EXTENSIBLE_SIZE) {
        throw new KwsException(source + ": bad WAV file: extensible fmt chunk cut short");
      }
      code = chunk.getShort(at + SUB_FORMAT_OFFSET) & 0xFFFF;
    }
    Encoding encoding = encoding(code, bits, source);
    if (channels < 1 || channels > MAX_CHANNELS) {
      throw new KwsException(
          source + ": bad WAV file: " + channels + " channels (1 to " + MAX_CHANNELS + ")");
    }
    if (sampleRate < 1) {
      throw new KwsException(
          source + ": bad WAV file: sample rate " + Integer.toUnsignedString(sampleRate) + " Hz");
    }
    if (blockAlign != encoding.bytes() * channels) {
      throw new KwsException(
          String.format(
              "%s: bad WAV file: %d bytes per frame for %d channels of %d bits",
              source, blockAlign, channels, bits));
    }
    return new WavFormat(encoding, channels, sampleRate);
  }

  private static Encoding encoding(int code, int bits, String source) {
    if (code == PCM) {
      switch (bits) {
        case 8:
          return Encoding.UNSIGNED_8;
        case 16:
          return Encoding.SIGNED_16;
        case 24:
          return Encoding.SIGNED_24;
        case 32:
          return Encoding.SIGNED_32;
        default:
      }
    } else if (code == IEEE_FLOAT && bits == 32) {
      return Encoding.FLOAT_32;
    } else if (code == IEEE_FLOAT && bits == 64) {
      return Encoding.FLOAT_64;
    }
    throw new KwsException(
        String.format(
            "%s: WAV coding 0x%04X with %d bits is not read"
                + " (PCM of 8, 16, 24, 32 bits; float of 32, 64): convert it to 16-bit PCM",
            source, code, bits));
  }
}
