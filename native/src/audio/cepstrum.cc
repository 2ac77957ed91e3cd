#include "audio/cepstrum.h"

#include <algorithm>

#include "audio/dct_table.h"

namespace kws {

CepstrumTables::CepstrumTables(const CepstrumSettings& s, int32_t spectrum_bins, double sample_rate)
    : settings(s), bins(spectrum_bins), rate(sample_rate) {
  if (s.style == CepstrumSettings::Style::kAudioOps) {
    mel = MelTable::AudioOps(bins, rate, s.bands, s.lower_hertz, s.upper_hertz);
    floor = 1e-12;
    dct = AudioOpsDct(s.bands, s.coefficients);
  } else {
    mel = MelTable::ContribSignal(bins, rate, s.bands, s.lower_hertz, s.upper_hertz);
    offset = 1e-6;
    dct = ContribSignalDct(s.bands, s.coefficients);
  }
}

void CepstrumTables::WriteMel(float* matrix) const {
  std::fill_n(matrix, int64_t{bins} * mel.bands, 0.0f);
  for (const MelTable::Segment& segment : mel.segments) {
    for (int32_t bin = segment.begin; bin < segment.end; ++bin) {
      float* row = matrix + int64_t{bin} * mel.bands;
      if (segment.band >= 0) row[segment.band] = mel.right[bin - mel.first_bin];
      if (segment.band + 1 < mel.bands) row[segment.band + 1] = mel.left[bin - mel.first_bin];
    }
  }
}

void CepstrumTables::WriteDct(float* matrix) const {
  for (int32_t band = 0; band < settings.bands; ++band) {
    for (int32_t row = 0; row < settings.coefficients; ++row) {
      *matrix++ = static_cast<float>(dct[int64_t{row} * settings.bands + band]);
    }
  }
}

double CepstrumFlops(const CepstrumSettings& s, int32_t bins) {
  return 5.0 * bins + 20.0 * s.bands + 2.0 * s.bands * s.coefficients;
}

}  // namespace kws
