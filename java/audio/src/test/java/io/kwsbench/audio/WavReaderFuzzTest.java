package io.kwsbench.audio;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.kwsbench.Campaign;
import io.kwsbench.KwsException;
import org.junit.jupiter.api.Tag;

/** Whatever the bytes are: a clip, or one line that names the file. */
@Tag(Campaign.TAG)
class WavReaderFuzzTest {
  @FuzzTest(maxDuration = "60s")
  void everyInputIsAClipOrOneLine(byte[] bytes) {
    try {
      Clip clip = WavReader.parse(bytes, "fuzzed.wav");
      if (clip.frames() * (long) clip.channels() > bytes.length) {
        throw new AssertionError(clip + " out of " + bytes.length + " bytes");
      }
    } catch (KwsException e) {
      if (!e.getMessage().startsWith("fuzzed.wav: ") || e.getMessage().contains("\n")) {
        throw new AssertionError("message: " + e.getMessage(), e);
      }
    }
  }
}
