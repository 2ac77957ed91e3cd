package io.kwsbench.audio;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import javax.sound.sampled.DataLine;
import javax.sound.sampled.LineUnavailableException;
import javax.sound.sampled.Mixer;
import javax.sound.sampled.TargetDataLine;
import javax.sound.sampled.spi.MixerProvider;

/**
 * Microphones for tests: one that counts its bytes from 0, and one that is in use. They record at
 * 16 kHz; Java finds them as it finds real ones.
 */
public final class FakeMixers extends MixerProvider {
  static final String COUNTING = "Counting microphone";
  static final String BUSY = "Busy microphone";

  /** After how many bytes the counting one is unplugged. */
  static volatile int unpluggedAfter = Integer.MAX_VALUE;

  /** Whether its buffer is full whenever it is read. */
  static volatile boolean full;

  private static final class Name extends Mixer.Info {
    Name(String name) {
      super(name, "nobody", "for tests", "1");
    }
  }

  private static final Mixer.Info[] NAMES = {new Name(COUNTING), new Name(BUSY)};

  @Override
  public Mixer.Info[] getMixerInfo() {
    return NAMES.clone();
  }

  @Override
  public Mixer getMixer(Mixer.Info wanted) {
    for (Mixer.Info name : NAMES) {
      if (name == wanted) {
        return mixer(name);
      }
    }
    throw new IllegalArgumentException("no mixer " + wanted);
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(
        Proxy.newProxyInstance(FakeMixers.class.getClassLoader(), new Class<?>[] {type}, handler));
  }

  private static Mixer mixer(Mixer.Info name) {
    return proxy(
        Mixer.class,
        (proxy, method, arguments) ->
            switch (method.getName()) {
              case "getMixerInfo" -> name;
              case "isLineSupported" -> supports(arguments[0]);
              case "getLine" -> line(name.getName().equals(BUSY));
              default -> throw new UnsupportedOperationException(method.getName());
            });
  }

  private static boolean supports(Object line) {
    return !(line instanceof DataLine.Info data)
        || data.getFormats().length == 1 && data.getFormats()[0].getSampleRate() == 16_000;
  }

  private static TargetDataLine line(boolean busy) {
    int[] state = new int[2];
    return proxy(
        TargetDataLine.class,
        (proxy, method, arguments) -> {
          switch (method.getName()) {
            case "open":
              if (busy) {
                throw new LineUnavailableException("device is busy");
              }
              state[1] = (int) arguments[1];
              return null;
            case "getBufferSize":
              return state[1];
            case "available":
              return full ? state[1] : 0;
            case "read":
              byte[] target = (byte[]) arguments[0];
              int count = Math.min((int) arguments[2], unpluggedAfter - state[0]);
              for (int i = 0; i < count; i++) {
                target[(int) arguments[1] + i] = (byte) state[0]++;
              }
              return count;
            default:
              return null;
          }
        });
  }
}
