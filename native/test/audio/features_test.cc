// The front end of every instruction set against the plain loops: odd windows and strides, few and
// many frames, silence, quiet beside loud, extreme samples.
#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "audio/features.h"
#include "core/isa.h"

namespace kws {
namespace {

// A repeatable sequence in -1 ... 1.
std::vector<float> FloatNoise(size_t count, float scale) {
  std::vector<float> noise(count);
  uint32_t state = 12345;
  for (float& x : noise) {
    state = state * 1664525u + 1013904223u;
    x = scale * (static_cast<float>(state >> 8) / (1 << 23) - 1.0f);
  }
  return noise;
}

kws_features_settings Settings(int32_t kind, int32_t samples, int32_t window, int32_t stride,
                               int32_t style) {
  kws_features_settings settings = {};
  settings.kind = kind;
  settings.samples = samples;
  settings.window = window;
  settings.stride = stride;
  settings.cepstrum = {style, 16000, 20, 4000, 40, 13};
  return settings;
}

std::vector<float> FeaturesOf(const kws_features_settings& settings, const Isa& isa,
                              const std::vector<float>& in) {
  std::string error;
  const auto features = Features::Make(settings, isa, &error);
  EXPECT_NE(features, nullptr) << error;
  const size_t count = static_cast<size_t>(features->frames()) * features->columns();
  // What follows the result must stay untouched.
  std::vector<float> out(count + 16, -123.0f);
  features->Run(in.data(), 1, out.data());
  for (size_t i = count; i < out.size(); ++i) EXPECT_EQ(out[i], -123.0f) << "past the end";
  out.resize(count);
  return out;
}

// Equal but for the rounding of doubles to floats; `floor` is what may be lost beside the loudest.
void ExpectParity(const kws_features_settings& settings, const std::vector<float>& in,
                  float relative, float floor) {
  const std::vector<float> expected = FeaturesOf(settings, AvailableIsas().back(), in);
  for (const Isa& isa : AvailableIsas()) {
    if (isa.target == AvailableIsas().back().target) continue;  // the plain loops themselves
    const std::vector<float> actual = FeaturesOf(settings, isa, in);
    ASSERT_EQ(actual.size(), expected.size());
    for (size_t i = 0; i < actual.size(); ++i) {
      ASSERT_NEAR(actual[i], expected[i], relative * std::fabs(expected[i]) + floor)
          << isa.name << " window " << settings.window << " stride " << settings.stride
          << " samples " << settings.samples << " element " << i;
    }
  }
}

class FrontEndParity : public testing::TestWithParam<int32_t> {};

TEST_P(FrontEndParity, Spectrogram) {
  const int32_t window = GetParam();
  for (const int32_t stride : {1, 3, window / 2 + 1, window, window + 5}) {
    for (const int32_t frames : {1, 2, 7, 9}) {
      const int32_t samples = window + (frames - 1) * stride + stride / 2;
      const std::vector<float> in = FloatNoise(samples, 0.5f);
      for (const int32_t kind : {KWS_POWER, KWS_MAGNITUDE}) {
        for (const int32_t style : {KWS_AUDIO_OPS, KWS_CONTRIB_SIGNAL}) {
          ExpectParity(Settings(kind, samples, window, stride, style), in, 2e-7f, 1e-11f * window);
        }
      }
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Windows, FrontEndParity,
                         testing::Values(2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 24, 31, 33, 63, 64, 65,
                                         100, 129, 150, 257, 300, 400, 480, 513));

TEST(FrontEnd, ManyFramesCrossTheChunks) {
  for (const int32_t frames : {63, 64, 65, 129}) {
    const int32_t samples = 40 + (frames - 1) * 7;
    ExpectParity(Settings(KWS_MAGNITUDE, samples, 40, 7, KWS_AUDIO_OPS), FloatNoise(samples, 1),
                 2e-7f, 1e-9f);
  }
}

TEST(FrontEnd, Cepstra) {
  for (const int32_t window : {400, 640, 1000}) {
    for (const int32_t stride : {160, window}) {
      kws_features_settings settings = Settings(KWS_CEPSTRUM, 5000, window, stride, KWS_AUDIO_OPS);
      ExpectParity(settings, FloatNoise(5000, 0.3f), 1e-6f, 2e-6f);
      settings.cepstrum = {KWS_CONTRIB_SIGNAL, 16000, 80, 7600, 80, 60};
      ExpectParity(settings, FloatNoise(5000, 0.3f), 1e-6f, 2e-6f);
    }
  }
}

TEST(FrontEnd, QuietBandsKeepTheirDigitsBesideALoudTone) {
  std::vector<float> in = FloatNoise(3200, 1e-5f);
  for (size_t i = 0; i < in.size(); ++i) in[i] += 0.99f * std::sin(2 * M_PI * 440 * i / 16000);
  ExpectParity(Settings(KWS_CEPSTRUM, 3200, 640, 320, KWS_AUDIO_OPS), in, 1e-6f, 3e-6f);
}

TEST(FrontEnd, SilenceIsTheFloor) {
  const std::vector<float> silence(3200, 0.0f);
  const auto settings = Settings(KWS_CEPSTRUM, 3200, 640, 320, KWS_AUDIO_OPS);
  ExpectParity(settings, silence, 1e-6f, 1e-5f);
  const std::vector<float> out = FeaturesOf(settings, AvailableIsas().front(), silence);
  EXPECT_NEAR(out[0], std::sqrt(2.0 / 40) * 40 * std::log(1e-12), 1e-4);
  EXPECT_NEAR(out[1], 0, 1e-4);
}

TEST(FrontEnd, ExtremeSamplesStayInTheirFrame) {
  constexpr float kInfinity = std::numeric_limits<float>::infinity();
  for (const float extreme : {1e30f, -kInfinity, std::nanf("")}) {
    const std::vector<float> clean = FloatNoise(4000, 0.1f);
    std::vector<float> spoilt = clean;
    spoilt[550] = extreme;
    const auto settings = Settings(KWS_CEPSTRUM, 4000, 100, 100, KWS_AUDIO_OPS);
    for (const Isa& isa : AvailableIsas()) {
      const std::vector<float> expected = FeaturesOf(settings, isa, clean);
      const std::vector<float> actual = FeaturesOf(settings, isa, spoilt);
      for (size_t i = 0; i < expected.size(); ++i) {
        if (i / 13 == 5) continue;
        ASSERT_EQ(actual[i], expected[i]) << isa.name << " frame " << i / 13;
      }
      EXPECT_FALSE(std::isfinite(actual[5 * 13])) << isa.name << " " << extreme;
    }
  }
}

TEST(FrontEnd, FiltersAboveTheSpectrumGiveZerosAsInTensorFlow) {
  auto settings = Settings(KWS_CEPSTRUM, 4000, 400, 160, KWS_AUDIO_OPS);
  settings.cepstrum.sample_rate = 6000;
  for (const Isa& isa : AvailableIsas()) {
    for (const float x : FeaturesOf(settings, isa, FloatNoise(4000, 1)))
      ASSERT_EQ(x, 0.0f) << isa.name;
  }
}

TEST(FrontEnd, MoreBandsThanBinsLeaveEmptyOnesAtTheFloor) {
  auto settings = Settings(KWS_CEPSTRUM, 600, 60, 30, KWS_AUDIO_OPS);
  settings.cepstrum = {KWS_AUDIO_OPS, 16000, 20, 8000, 100, 100};
  ExpectParity(settings, FloatNoise(600, 1), 1e-5f, 1e-5f);
}

TEST(FrontEnd, FewerSamplesThanAWindowGiveNoFrames) {
  EXPECT_TRUE(FeaturesOf(Settings(KWS_MAGNITUDE, 99, 100, 10, KWS_AUDIO_OPS),
                         AvailableIsas().front(), FloatNoise(99, 1))
                  .empty());
}

}  // namespace
}  // namespace kws
