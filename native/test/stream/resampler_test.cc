// The bits of resampled sound against checks/resampled_sound.py; the Java resampler is tested on
// the same file.
#include "stream/resampler.h"

#include <gtest/gtest.h>

#include <cinttypes>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <string>
#include <vector>

#include "stream/noise.h"

namespace kws {
namespace {

constexpr size_t kFrames = 1500;

class Made final : public SampleSink {
 public:
  bool Take(const float* taken, size_t count) override {
    samples.insert(samples.end(), taken, taken + count);
    return true;
  }

  // FNV-1a over little-endian floats.
  uint64_t Checksum() const {
    uint64_t value = 0xcbf29ce484222325u;
    for (const float sample : samples) {
      uint8_t bytes[4];
      memcpy(bytes, &sample, 4);
      for (const uint8_t byte : bytes) value = (value ^ byte) * 0x100000001b3u;
    }
    return value;
  }

  std::vector<float> samples;
};

TEST(Resampler, TheBitsAreThoseOfTheFormulaInPython) {
  std::ifstream file(KWS_FIXTURES "/stream/resampled.txt");
  const std::vector<int16_t> noise = Noise(kFrames, 7);
  int lines = 0;
  for (std::string line; std::getline(file, line); ++lines) {
    int from, to;
    ASSERT_EQ(sscanf(line.c_str(), "%d %d", &from, &to), 2);
    Made made;
    Resampler resampler;
    std::string error;
    ASSERT_TRUE(resampler.Open(from, 1, to, &made, &error)) << error;
    resampler.Accept(noise.data(), 701);
    resampler.Accept(noise.data() + 701, kFrames - 701);
    resampler.Finish();
    char found[80];
    snprintf(found, sizeof(found), "%d %d %zu %016" PRIx64, from, to, made.samples.size(),
             made.Checksum());
    EXPECT_EQ(found, line);
  }
  EXPECT_EQ(lines, 11);
}

// However it is cut, within frames too, and as floats: the first channel of the whole.
TEST(Resampler, PiecesGiveTheSamplesOfTheWhole) {
  for (const int from : {16000, 44100, 8000}) {
    for (const int channels : {1, 2, 3}) {
      const std::vector<int16_t> sound = Noise(3001 * static_cast<size_t>(channels), 7);
      Made whole, pieces;
      Resampler one, many;
      std::string error;
      ASSERT_TRUE(one.Open(from, channels, 16000, &whole, &error)) << error;
      ASSERT_TRUE(many.Open(from, channels, 16000, &pieces, &error)) << error;
      one.Accept(sound.data(), sound.size());
      one.Finish();
      for (int round = 0; round < 2; ++round) {  // finishing makes it ready for another recording
        pieces.samples.clear();
        for (size_t at = 0, piece = 1; at < sound.size(); at += piece, piece = piece * 7 % 640) {
          const size_t count = std::min(piece, sound.size() - at);
          std::vector<float> floats(count);
          for (size_t i = 0; i < count; ++i)
            floats[i] = static_cast<float>(sound[at + i]) / 32768.0f;
          if (piece % 4 == 1) {
            many.Accept(floats.data(), count);
          } else {
            many.Accept(sound.data() + at, count);
          }
        }
        many.Finish();
        EXPECT_EQ(pieces.samples, whole.samples) << from << " Hz, " << channels << " channels";
      }
    }
  }
}

TEST(Resampler, RefusesRatesWithoutAFilter) {
  Made made;
  std::string error;
  EXPECT_FALSE(Resampler().Open(0, 1, 16000, &made, &error));
  EXPECT_FALSE(Resampler().Open(100, 1, 16000, &made, &error));
  EXPECT_NE(error.find("too low for sound"), std::string::npos) << error;
  EXPECT_FALSE(Resampler().Open(383999, 1, 16000, &made, &error));
  EXPECT_NE(error.find("no simple ratio"), std::string::npos) << error;
}

}  // namespace
}  // namespace kws
