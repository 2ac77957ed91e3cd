// Tables against what TensorFlow computes.
#include <gtest/gtest.h>

#include <cmath>
#include <thread>
#include <vector>

#include "audio/cepstrum.h"
#include "audio/dct_table.h"
#include "audio/mel_table.h"
#include "audio/table_cache.h"

namespace kws {
namespace {

TEST(MelTable, EachBinIsSplitBetweenTwoBands) {
  const MelTable table = MelTable::AudioOps(513, 16000, 40, 20, 4000);
  EXPECT_EQ(table.first_bin, 2);   // 1.5 + 20 / 15.625, cut
  EXPECT_EQ(table.last_bin, 256);  // 4000 / 15.625
  EXPECT_FALSE(table.blind);
  int32_t next = table.first_bin;
  for (const MelTable::Segment& segment : table.segments) {
    EXPECT_EQ(segment.begin, next);
    EXPECT_LT(segment.begin, segment.end);
    next = segment.end;
  }
  EXPECT_EQ(next, table.last_bin + 1);
  for (int32_t i = 0; i < table.Bins(); ++i) {
    EXPECT_NEAR(table.left[i] + table.right[i], 1, 1e-6);
    EXPECT_GE(table.left[i], -1e-6);
    EXPECT_GE(table.right[i], -1e-6);
  }
}

TEST(MelTable, LimitsOutsideTheSpectrum) {
  EXPECT_TRUE(MelTable::AudioOps(257, 6000, 40, 20, 4000).blind);
  EXPECT_FALSE(MelTable::AudioOps(257, 8000, 40, 20, 4000).blind);
  EXPECT_EQ(MelTable::AudioOps(2, 16000, 4, 20, 4000).Bins(), 0);
  EXPECT_EQ(MelTable::ContribSignal(257, 16000, 4, 9000, 10000).Bins(), 0);
  EXPECT_EQ(MelTable::ContribSignal(257, 16000, 4, 0, 1e9).last_bin, 256);
}

TEST(DctTable, ContribSignalDriftsAsTensorFlow14Does) {
  // mfccs_from_log_mel_spectrograms of 80 bands, -8 in the band and 0 elsewhere: coefficients 0 ... 3 by TensorFlow 1.4.
  const struct {
    int band;
    float expected[4];
  } kCases[] = {{0, {-1.26491106f, -1.2646693f, -1.26393723f, -1.26272035f}},
                {1, {-1.26491618f, -1.26271915f, -1.2561475f, -1.24521494f}},
                {40, {-1.26500332f, 0.02483704f, 1.26402473f, -0.07447273f}},
                {79, {-1.26522291f, 1.26497376f, -1.26424134f, 1.26301384f}}};
  const std::vector<double> dct = ContribSignalDct(80, 60);
  for (const auto& c : kCases) {
    for (int i = 0; i < 4; ++i) EXPECT_NEAR(-8 * dct[i * 80 + c.band], c.expected[i], 8e-6) << c.band << " " << i;
  }
}

TEST(DctTable, IsExactWhereTheFftIs) {
  EXPECT_EQ(ContribSignalDct(64, 20), AudioOpsDct(64, 20));
  const std::vector<double> dct = AudioOpsDct(40, 10);
  EXPECT_DOUBLE_EQ(dct[0], std::sqrt(2.0 / 40));
  EXPECT_DOUBLE_EQ(dct[3 * 40 + 7], std::sqrt(2.0 / 40) * std::cos(3 * M_PI / 40 * 7.5));
}

TEST(TableCache, KeepsAndFindsByAllSettings) {
  SpectrumSettings spectrum;
  spectrum.window = 37;
  spectrum.stride = 11;
  EXPECT_EQ(FindSpectrumTables(spectrum), nullptr);
  KeepSpectrumTables(spectrum);
  const SpectrumTables* kept = FindSpectrumTables(spectrum);
  ASSERT_NE(kept, nullptr);
  KeepSpectrumTables(spectrum);
  EXPECT_EQ(FindSpectrumTables(spectrum), kept);
  spectrum.shape = SpectrumSettings::Window::kContribHann;
  EXPECT_EQ(FindSpectrumTables(spectrum), nullptr);

  CepstrumSettings cepstrum;
  cepstrum.bands = 17;
  KeepCepstrumTables(cepstrum, 65, 16000);
  EXPECT_NE(FindCepstrumTables(cepstrum, 65, 16000), nullptr);
  EXPECT_EQ(FindCepstrumTables(cepstrum, 65, 8000), nullptr);
  EXPECT_EQ(FindCepstrumTables(cepstrum, 66, 16000), nullptr);
}

// Threads that ask for the same new tables at once must end up with the same ones.
TEST(TableCache, ThreadsShareWhatOneOfThemMade) {
  constexpr int kThreads = 4, kSettings = 5;
  const SpectrumTables* spectra[kThreads][kSettings] = {};
  const CepstrumTables* cepstra[kThreads][kSettings] = {};
  std::vector<std::thread> threads;
  for (int t = 0; t < kThreads; ++t) {
    threads.emplace_back([&spectra, &cepstra, t] {
      for (int i = 0; i < kSettings; ++i) {
        SpectrumSettings spectrum;
        spectrum.window = 41 + i;
        spectrum.stride = 13;
        KeepSpectrumTables(spectrum);
        spectra[t][i] = FindSpectrumTables(spectrum);
        CepstrumSettings cepstrum;
        cepstrum.bands = 21 + i;
        KeepCepstrumTables(cepstrum, 33, 16000);
        cepstra[t][i] = FindCepstrumTables(cepstrum, 33, 16000);
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (int i = 0; i < kSettings; ++i) {
    ASSERT_NE(spectra[0][i], nullptr);
    ASSERT_NE(cepstra[0][i], nullptr);
    EXPECT_EQ(spectra[0][i]->settings.window, 41 + i);
    EXPECT_EQ(cepstra[0][i]->settings.bands, 21 + i);
    for (int t = 1; t < kThreads; ++t) {
      EXPECT_EQ(spectra[t][i], spectra[0][i]);
      EXPECT_EQ(cepstra[t][i], cepstra[0][i]);
    }
  }
}

}  // namespace
}  // namespace kws
