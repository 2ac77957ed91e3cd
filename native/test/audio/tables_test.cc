// Tables against what TensorFlow computes.
#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "audio/cepstrum.h"
#include "audio/dct_table.h"
#include "audio/mel_table.h"
#include "audio/spectrum.h"

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
  // mfccs_from_log_mel_spectrograms of 80 bands, -8 in the band and 0 elsewhere: coefficients 0 ...
  // 3 by TensorFlow 1.4.
  const struct {
    int band;
    float expected[4];
  } kCases[] = {{0, {-1.26491106f, -1.2646693f, -1.26393723f, -1.26272035f}},
                {1, {-1.26491618f, -1.26271915f, -1.2561475f, -1.24521494f}},
                {40, {-1.26500332f, 0.02483704f, 1.26402473f, -0.07447273f}},
                {79, {-1.26522291f, 1.26497376f, -1.26424134f, 1.26301384f}}};
  const std::vector<double> dct = ContribSignalDct(80, 60);
  for (const auto& c : kCases) {
    for (int i = 0; i < 4; ++i)
      EXPECT_NEAR(-8 * dct[i * 80 + c.band], c.expected[i], 8e-6) << c.band << " " << i;
  }
}

TEST(DctTable, IsExactWhereTheFftIs) {
  EXPECT_EQ(ContribSignalDct(64, 20), AudioOpsDct(64, 20));
  const std::vector<double> dct = AudioOpsDct(40, 10);
  EXPECT_DOUBLE_EQ(dct[0], std::sqrt(2.0 / 40));
  EXPECT_DOUBLE_EQ(dct[3 * 40 + 7], std::sqrt(2.0 / 40) * std::cos(3 * M_PI / 40 * 7.5));
}

// A session's tables are used for one rate after another.
TEST(CepstrumTables, AnotherRateIsAsIfMadeForIt) {
  for (const auto style :
       {CepstrumSettings::Style::kAudioOps, CepstrumSettings::Style::kContribSignal}) {
    CepstrumSettings settings;
    settings.style = style;
    CepstrumTables tables(settings, 257, 16000);
    for (const double rate :
         {8000.0, 6000.0, 44100.0, 100.0, 16000.0}) {  // at 6000 Hz mel filters to 4000 see nothing
      tables.SetRate(rate);
      const CepstrumTables fresh(settings, 257, rate);
      EXPECT_EQ(tables.rate, rate);
      EXPECT_EQ(tables.mel.blind, fresh.mel.blind) << rate;
      EXPECT_EQ(tables.mel.first_bin, fresh.mel.first_bin) << rate;
      EXPECT_EQ(tables.mel.last_bin, fresh.mel.last_bin) << rate;
      EXPECT_EQ(tables.mel.left, fresh.mel.left) << rate;
      EXPECT_EQ(tables.mel.right, fresh.mel.right) << rate;
      ASSERT_EQ(tables.mel.segments.size(), fresh.mel.segments.size()) << rate;
      EXPECT_LE(tables.mel.segments.size(), static_cast<size_t>(settings.bands) + 1);
    }
  }
}

// What a plan is charged for is what its tables take.
TEST(Tables, BytesAreAnUpperBound) {
  for (const int32_t window : {2, 3, 37, 480, 65536}) {
    SpectrumSettings settings;
    settings.window = window;
    settings.stride = 1;
    const SpectrumTables tables(settings);
    size_t bytes = (tables.half_window.size() + tables.split.size()) * sizeof(double);
    bytes += tables.fft.position.size() * sizeof(int32_t);
    for (const FftPlan::Pass& pass : tables.fft.passes)
      bytes += pass.twiddles.size() * sizeof(double);
    EXPECT_LE(bytes, SpectrumTables::Bytes(settings)) << window;
  }
  const CepstrumTables tables(CepstrumSettings(), 257, 16000);
  const size_t bytes = tables.dct.size() * sizeof(double) +
                       (tables.mel.left.size() + tables.mel.right.size()) * 4 +
                       tables.mel.segments.size() * sizeof(MelTable::Segment);
  EXPECT_LE(bytes, CepstrumTables::Bytes(tables.settings, 257));
}

}  // namespace
}  // namespace kws
