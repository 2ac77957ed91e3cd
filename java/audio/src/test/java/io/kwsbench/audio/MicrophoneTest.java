package io.kwsbench.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kwsbench.KwsException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** On {@link FakeMixers}, beside whatever this machine has. */
class MicrophoneTest {
  @AfterEach
  void plugIn() {
    FakeMixers.unpluggedAfter = Integer.MAX_VALUE;
    FakeMixers.full = false;
  }

  @Test
  void aMicrophoneIsFoundByAPartOfItsName() {
    assertThat(Microphone.names()).contains(FakeMixers.COUNTING, FakeMixers.BUSY);
    try (Microphone microphone = Microphone.open("Counting", 16_000, 2)) {
      byte[] pcm = new byte[4];
      microphone.read(pcm);
      microphone.read(pcm);
      assertThat(pcm).containsExactly(4, 5, 6, 7);
      assertThat(microphone.name()).isEqualTo(FakeMixers.COUNTING);
      assertThat(microphone.overruns()).isZero();
      FakeMixers.full = true;
      microphone.read(pcm);
      assertThat(microphone.overruns()).isOne();
    }
  }

  @Test
  void whatCannotBeOpenedIsSaid() {
    assertThatThrownBy(() -> Microphone.open(FakeMixers.BUSY, 16_000, 1))
        .isInstanceOf(KwsException.class)
        .hasMessage(
            "microphone 'Busy microphone' cannot be opened; perhaps it is in use: device is busy");
    assertThatThrownBy(() -> Microphone.open(FakeMixers.COUNTING, 44_100, 2))
        .isInstanceOf(KwsException.class)
        .hasMessage("microphone 'Counting microphone' does not record 44100 Hz in 2 channels");
    assertThatThrownBy(() -> Microphone.open("no such thing", 16_000, 1))
        .isInstanceOf(KwsException.class)
        .hasMessageStartingWith("no microphone 'no such thing'; available: ")
        .hasMessageContaining("'Counting microphone', 'Busy microphone'");
    assertThatThrownBy(() -> Microphone.open(" microphone", 16_000, 1))
        .isInstanceOf(KwsException.class)
        .hasMessage(
            "microphone ' microphone' is ambiguous; it matches 'Counting microphone', 'Busy"
                + " microphone'");
  }

  @Test
  void anUnpluggedMicrophoneEnds() {
    FakeMixers.unpluggedAfter = 10;
    try (Microphone microphone = Microphone.open(FakeMixers.COUNTING, 16_000, 1)) {
      microphone.read(new byte[8]);
      assertThatThrownBy(() -> microphone.read(new byte[8]))
          .isInstanceOf(KwsException.class)
          .hasMessage("microphone 'Counting microphone' has stopped; perhaps it was unplugged");
    }
  }
}
