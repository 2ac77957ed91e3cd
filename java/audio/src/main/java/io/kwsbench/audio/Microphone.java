package io.kwsbench.audio;

import io.kwsbench.KwsException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.DataLine;
import javax.sound.sampled.Line;
import javax.sound.sampled.LineUnavailableException;
import javax.sound.sampled.Mixer;
import javax.sound.sampled.TargetDataLine;

/**
 * A sound device that records: 16-bit little-endian samples, interleaved.
 *
 * <p>Its buffer holds half a second. Whoever reads too slowly loses sound, which is counted.
 */
public final class Microphone implements AutoCloseable {
  private final String name;
  private final TargetDataLine line;
  private long overruns;

  private Microphone(String name, TargetDataLine line) {
    this.name = name;
    this.line = line;
  }

  /**
   * The names of the devices that record.
   *
   * @throws KwsException when this Java has no sound
   */
  public static List<String> names() {
    return devices().stream().map(device -> device.getMixerInfo().getName()).toList();
  }

  private static List<Mixer> devices() {
    try {
      List<Mixer> devices = new ArrayList<>();
      for (Mixer.Info info : AudioSystem.getMixerInfo()) {
        Mixer mixer = AudioSystem.getMixer(info);
        if (mixer.isLineSupported(new Line.Info(TargetDataLine.class))) {
          devices.add(mixer);
        }
      }
      return devices;
    } catch (LinkageError e) {
      throw new KwsException(
          "this Java has no sound (" + e.getMessage() + "): install a runtime with libjsound", e);
    }
  }

  /**
   * Opens a device, which records from then on.
   *
   * @param wanted its name, or a part of it that no other has; empty for the first
   * @throws KwsException when there is none of that name, it is busy, or it does not record so
   */
  public static Microphone open(String wanted, int sampleRate, int channels) {
    Mixer device = device(wanted);
    String name = device.getMixerInfo().getName();
    AudioFormat format = new AudioFormat(sampleRate, 16, channels, true, false);
    DataLine.Info line = new DataLine.Info(TargetDataLine.class, format);
    if (!device.isLineSupported(line)) {
      throw new KwsException(
          String.format(
              Locale.ROOT,
              "microphone '%s' does not record %d Hz in %d channels",
              name,
              sampleRate,
              channels));
    }
    try {
      TargetDataLine opened = (TargetDataLine) device.getLine(line);
      opened.open(format, Math.max(1, sampleRate / 2) * format.getFrameSize());
      opened.start();
      return new Microphone(name, opened);
    } catch (LineUnavailableException | IllegalArgumentException | SecurityException e) {
      throw new KwsException(
          "microphone '" + name + "' cannot be opened; perhaps it is in use: " + e.getMessage(), e);
    }
  }

  private static Mixer device(String wanted) {
    List<Mixer> devices = devices();
    if (devices.isEmpty()) {
      throw new KwsException("no microphone: Java finds no device that records");
    }
    List<Mixer> named =
        devices.stream().filter(d -> d.getMixerInfo().getName().contains(wanted)).toList();
    for (Mixer device : named) {
      if (device.getMixerInfo().getName().equals(wanted)) {
        return device;
      }
    }
    if (wanted.isEmpty() || named.size() == 1) {
      return named.get(0);
    }
    String all =
        (named.isEmpty() ? devices : named)
            .stream()
                .map(d -> "'" + d.getMixerInfo().getName() + "'")
                .collect(Collectors.joining(", "));
    throw new KwsException(
        named.isEmpty()
            ? "no microphone '" + wanted + "'; available: " + all
            : "microphone '" + wanted + "' is ambiguous; it matches " + all);
  }

  /** The device's name. */
  public String name() {
    return name;
  }

  /**
   * Waits until the samples are there.
   *
   * @param pcm takes them: whole frames
   * @throws KwsException when the device has stopped, as when it is unplugged
   */
  public void read(byte[] pcm) {
    if (line.available() >= line.getBufferSize()) {
      overruns++;
    }
    if (line.read(pcm, 0, pcm.length) < pcm.length) {
      throw new KwsException("microphone '" + name + "' has stopped; perhaps it was unplugged");
    }
  }

  /** The number of times that sound was lost because it was read too late. */
  public long overruns() {
    return overruns;
  }

  @Override
  public void close() {
    line.close();
  }
}
