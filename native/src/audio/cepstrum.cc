#include "audio/cepstrum.h"

#include <algorithm>

#include "audio/dct_table.h"

namespace kws {

CepstrumTables::CepstrumTables(const CepstrumSettings& s, int32_t spectrum_bins, double sample_rate)
    : settings(s), bins(spectrum_bins), rate(sample_rate) {
  if (s.style == CepstrumSettings::Style::kAudioOps) {
    floor = 1e-12;
    dct = AudioOpsDct(s.bands, s.coefficients);
  } else {
    offset = 1e-6;
    dct = ContribSignalDct(s.bands, s.coefficients);
  }
  mel.Reserve(bins, s.bands);
  SetRate(sample_rate);
}

void CepstrumTables::SetRate(double sample_rate) {
  const CepstrumSettings& s = settings;
  rate = sample_rate;
  if (s.style == CepstrumSettings::Style::kAudioOps) {
    mel.SetAudioOps(bins, rate, s.bands, s.lower_hertz, s.upper_hertz);
  } else {
    mel.SetContribSignal(bins, rate, s.bands, s.lower_hertz, s.upper_hertz);
  }
}

uint64_t CepstrumTables::Bytes(const CepstrumSettings& s, int32_t bins) {
  return MelTable::Bytes(bins, s.bands) +
         static_cast<uint64_t>(s.bands) * s.coefficients * sizeof(double);
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
