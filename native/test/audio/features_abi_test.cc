#include <gtest/gtest.h>

#include <cmath>
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
    EXPECT_EQ(
        memcmp(alone.data(), together.data() + clip * alone.size(), alone.size() * sizeof(float)),
        0);
  }
  kws_features_close(features);
}

// log(magnitudes x mel + 1e-6) x dct is the cepstrum.
TEST(FeaturesAbi, MatricesMakeTheCepstrumOfMagnitudes) {
  kws_features_settings settings = Good();
  settings.cepstrum = {KWS_CONTRIB_SIGNAL, 16000, 80, 7600, 80, 60};
  const int bands = 80, coefficients = 60, bins = 257;
  kws_features *cepstrum, *spectrum;
  ASSERT_EQ(kws_features_create(&settings, nullptr, &cepstrum), KWS_OK) << kws_last_error();
  settings.kind = KWS_MAGNITUDE;
  ASSERT_EQ(kws_features_create(&settings, nullptr, &spectrum), KWS_OK) << kws_last_error();
  std::vector<float> mel(bins * bands, -1.0f), dct(bands * coefficients, -1.0f);
  ASSERT_EQ(kws_features_matrices(cepstrum, mel.data(), dct.data()), KWS_OK);
  EXPECT_EQ(kws_features_matrices(spectrum, mel.data(), dct.data()), KWS_UNSUPPORTED);
  EXPECT_EQ(kws_features_matrices(cepstrum, nullptr, dct.data()), KWS_INVALID_ARGUMENT);

  std::vector<float> clip(1600);
  for (size_t i = 0; i < clip.size(); ++i) clip[i] = static_cast<float>(i * i % 1009) / 1009;
  std::vector<float> expected(8 * coefficients), magnitudes(8 * bins);
  ASSERT_EQ(kws_features_run(cepstrum, clip.data(), 1, expected.data()), KWS_OK);
  ASSERT_EQ(kws_features_run(spectrum, clip.data(), 1, magnitudes.data()), KWS_OK);
  for (int frame = 0; frame < 8; ++frame) {
    std::vector<double> logs(bands);
    for (int band = 0; band < bands; ++band) {
      double sum = 0;
      for (int bin = 0; bin < bins; ++bin)
        sum += magnitudes[frame * bins + bin] * mel[bin * bands + band];
      logs[band] = std::log(sum + 1e-6);
    }
    for (int i = 0; i < coefficients; ++i) {
      double sum = 0;
      for (int band = 0; band < bands; ++band) sum += logs[band] * dct[band * coefficients + i];
      ASSERT_NEAR(sum, expected[frame * coefficients + i], 1e-4)
          << "frame " << frame << " coefficient " << i;
    }
  }
  kws_features_close(cepstrum);
  kws_features_close(spectrum);
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
