#include <gtest/gtest.h>

#include <cstring>
#include <vector>

#include "kwsbench.h"

namespace {

kws_features_settings Good() {
  kws_features_settings settings = {};
  settings.kind = KWS_CEPSTRUM;
  settings.samples = 1600;
  settings.window = 400;
  settings.stride = 160;
  settings.cepstrum = {KWS_AUDIO_OPS, 16000, 20, 4000, 40, 10};
  return settings;
}

void ExpectRefused(const kws_features_settings& settings, const char* part) {
  kws_features* features = nullptr;
  EXPECT_EQ(kws_features_create(&settings, nullptr, &features), KWS_INVALID_ARGUMENT) << part;
  EXPECT_EQ(features, nullptr);
  EXPECT_NE(strstr(kws_last_error(), part), nullptr) << kws_last_error();
}

TEST(FeaturesAbi, ManyClipsAreEachClip) {
  const kws_features_settings settings = Good();
  kws_features* features;
  ASSERT_EQ(kws_features_create(&settings, nullptr, &features), KWS_OK) << kws_last_error();
  const int frames = kws_features_frames(features), columns = kws_features_columns(features);
  EXPECT_EQ(frames, 8);
  EXPECT_EQ(columns, 10);
  std::vector<float> clips(3 * 1600);
  for (size_t i = 0; i < clips.size(); ++i) clips[i] = static_cast<float>(i * i % 1009) / 1009;
  std::vector<float> together(3 * frames * columns), alone(frames * columns);
  ASSERT_EQ(kws_features_run(features, clips.data(), 3, together.data()), KWS_OK);
  for (int clip = 0; clip < 3; ++clip) {
    ASSERT_EQ(kws_features_run(features, clips.data() + clip * 1600, 1, alone.data()), KWS_OK);
    EXPECT_EQ(memcmp(alone.data(), together.data() + clip * alone.size(), alone.size() * sizeof(float)), 0);
  }
  kws_features_close(features);
}

TEST(FeaturesAbi, RefusesWhatIsOutOfRange) {
  auto with = [](auto change) {
    kws_features_settings settings = Good();
    change(settings);
    return settings;
  };
  ExpectRefused(with([](auto& s) { s.kind = 3; }), "kind");
  ExpectRefused(with([](auto& s) { s.samples = 0; }), "samples");
  ExpectRefused(with([](auto& s) { s.window = 1; }), "window");
  ExpectRefused(with([](auto& s) { s.window = 1 << 20; }), "window");
  ExpectRefused(with([](auto& s) { s.stride = 0; }), "stride");
  ExpectRefused(with([](auto& s) { s.cepstrum.style = 2; }), "style");
  ExpectRefused(with([](auto& s) { s.cepstrum.sample_rate = 0; }), "sample_rate");
  ExpectRefused(with([](auto& s) { s.cepstrum.bands = 0; }), "bands");
  ExpectRefused(with([](auto& s) { s.cepstrum.coefficients = 41; }), "coefficients");
  ExpectRefused(with([](auto& s) { s.cepstrum.upper_hertz = 20; }), "mel filters");
  ExpectRefused(with([](auto& s) { s.cepstrum.lower_hertz = -1; }), "mel filters");
  ExpectRefused(with([](auto& s) { s.cepstrum.upper_hertz = 1e30f * 1e30f; }), "mel filters");
}

TEST(FeaturesAbi, RefusesNullAndUnknownInstructionSets) {
  const kws_features_settings settings = Good();
  kws_features* features = nullptr;
  EXPECT_EQ(kws_features_create(nullptr, nullptr, &features), KWS_INVALID_ARGUMENT);
  EXPECT_EQ(kws_features_create(&settings, nullptr, nullptr), KWS_INVALID_ARGUMENT);
  EXPECT_EQ(kws_features_create(&settings, "mmx", &features), KWS_UNSUPPORTED);
  EXPECT_NE(strstr(kws_last_error(), "mmx"), nullptr);
  float x = 0;
  EXPECT_EQ(kws_features_run(nullptr, &x, 1, &x), KWS_INVALID_ARGUMENT);
  EXPECT_EQ(kws_features_frames(nullptr), 0);
  kws_features_close(nullptr);
}

}  // namespace
