// The WAV parser accepts and refuses what TensorFlow's does.
#include "audio/wav.h"

#include <gtest/gtest.h>

#include <cstring>
#include <string>
#include <vector>

#include "core/kernel.h"

namespace kws {
namespace {

class Bytes {
 public:
  Bytes& Tag(const char* tag) {
    bytes_.insert(bytes_.end(), tag, tag + strlen(tag));
    return *this;
  }
  Bytes& U32(uint32_t value) { return U16(value & 0xFFFF).U16(value >> 16); }
  Bytes& U16(uint32_t value) {
    bytes_.push_back(static_cast<uint8_t>(value));
    bytes_.push_back(static_cast<uint8_t>(value >> 8));
    return *this;
  }
  Bytes& Riff() { return Tag("RIFF").U32(0).Tag("WAVE"); }
  Bytes& Format(uint32_t size, uint32_t coding, uint32_t channels, uint32_t rate,
                uint32_t per_second, uint32_t per_frame, uint32_t bits) {
    Tag("fmt ")
        .U32(size)
        .U16(coding)
        .U16(channels)
        .U32(rate)
        .U32(per_second)
        .U16(per_frame)
        .U16(bits);
    return *this;
  }
  Bytes& Mono() { return Riff().Format(16, 1, 1, 16000, 32000, 2, 16); }
  const std::vector<uint8_t>& get() const { return bytes_; }

 private:
  std::vector<uint8_t> bytes_;
};

std::string Refusal(const Bytes& bytes) {
  // An exact copy on the heap: an address sanitizer then sees every byte read past the end.
  const std::vector<uint8_t> copy(bytes.get());
  RunError error;
  WavSamples wav;
  return ParseWav(copy.data(), copy.size(), &wav, &error) ? "" : error.message();
}

WavSamples Parsed(const Bytes& bytes) {
  RunError error;
  WavSamples wav;
  EXPECT_TRUE(ParseWav(bytes.get().data(), bytes.get().size(), &wav, &error)) << error.message();
  return wav;
}

TEST(Wav, FindsTheSamples) {
  const Bytes bytes = Bytes()
                          .Riff()
                          .Format(16, 1, 2, 44100, 4 * 44100, 4, 16)
                          .Tag("data")
                          .U32(8)
                          .U16(1)
                          .U16(2)
                          .U32(3);
  const WavSamples wav = Parsed(bytes);
  EXPECT_EQ(wav.channels, 2);
  EXPECT_EQ(wav.rate, 44100);
  EXPECT_EQ(wav.frames, 2);
  EXPECT_EQ(wav.data, bytes.get().data() + 44);
}

TEST(Wav, SkipsWhatTensorFlowSkips) {
  Bytes bytes = Bytes().Riff().Tag("JUNK").U32(2).U16(0).Tag("bext").U32(0);
  bytes.Format(18, 1, 1, 16000, 32000, 2, 16).U16(0).Tag("LIST").U32(3).Tag("abc");
  EXPECT_EQ(Parsed(bytes.Tag("data").U32(2).U16(7)).frames, 1);
}

TEST(Wav, AHalfFrameAtTheEndIsAnotherChunk) {
  EXPECT_EQ(Parsed(Bytes().Mono().Tag("data").U32(0)).frames, 0);
  EXPECT_EQ(Refusal(Bytes().Mono().Tag("data").U32(3).U16(1).Tag("x")),
            "bad WAV: cut short at byte 47");
}

TEST(Wav, RefusesWhatTensorFlowRefuses) {
  EXPECT_EQ(Refusal(Bytes()), "bad WAV: cut short at byte 0");
  EXPECT_EQ(Refusal(Bytes().Tag("RIFX").U32(0).Tag("WAVE")),
            "bad WAV: 'RIFX' where RIFF should be");
  EXPECT_EQ(Refusal(Bytes().Tag("RIFF").U32(0).Tag("AVI ")),
            "bad WAV: 'AVI ' where WAVE should be");
  EXPECT_EQ(Refusal(Bytes().Riff().Tag("LIST").U32(0)), "bad WAV: chunk 'LIST' before the format");
  EXPECT_EQ(Refusal(Bytes().Riff().Tag("JUNK").U32(0xFFFFFFFF)), "bad WAV: cut short at byte 20");
  EXPECT_EQ(Refusal(Bytes().Riff().Format(40, 1, 1, 16000, 32000, 2, 16)),
            "bad WAV: format chunk of 40 bytes, not 16 or 18");
  EXPECT_EQ(Refusal(Bytes().Riff().Format(16, 3, 1, 16000, 64000, 4, 32)),
            "bad WAV: audio format 3, not 1 (PCM)");
  EXPECT_EQ(Refusal(Bytes().Riff().Format(16, 1, 0, 16000, 0, 0, 16)), "bad WAV: no channels");
  EXPECT_EQ(Refusal(Bytes().Riff().Format(16, 1, 1, 16000, 16000, 1, 8)),
            "bad WAV: 8 bits per sample, not 16");
  EXPECT_EQ(Refusal(Bytes().Riff().Format(16, 1, 2, 16000, 32000, 2, 16)),
            "bad WAV: 2 bytes per frame for 2 channels");
  EXPECT_EQ(Refusal(Bytes().Riff().Format(16, 1, 1, 16000, 16000, 2, 16)),
            "bad WAV: 16000 bytes per second for 16000 frames of 2 bytes");
  EXPECT_EQ(Refusal(Bytes().Mono()), "bad WAV: no data chunk");
  EXPECT_EQ(Refusal(Bytes().Mono().Tag("data").U32(4).U16(1)), "bad WAV: cut short at byte 46");
  EXPECT_EQ(Refusal(Bytes().Mono().Tag("data").U32(0x80000000)),
            "bad WAV: chunk 'data' of 2147483648 bytes");
  EXPECT_EQ(Refusal(Bytes().Mono().Tag("data").U32(0).Tag("data").U32(0)),
            "bad WAV: more than one data chunk");
  EXPECT_EQ(Refusal(Bytes().Mono().Tag("da")), "bad WAV: cut short at byte 38");
}

TEST(Wav, EveryPrefixOfAFileIsRefusedInside) {
  const Bytes whole =
      Bytes().Riff().Format(18, 1, 1, 16000, 32000, 2, 16).U16(0).Tag("data").U32(4).U32(5);
  for (size_t size = 0; size < whole.get().size(); ++size) {
    const std::vector<uint8_t> prefix(whole.get().begin(),
                                      whole.get().begin() + static_cast<ptrdiff_t>(size));
    RunError error;
    WavSamples wav;
    EXPECT_FALSE(ParseWav(prefix.data(), prefix.size(), &wav, &error)) << size;
    EXPECT_STRNE(error.message(), "");
  }
}

}  // namespace
}  // namespace kws
