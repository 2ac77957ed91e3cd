#include "audio/cepstrum.h"

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

double CepstrumFlops(const CepstrumSettings& s, int32_t bins) {
  return 5.0 * bins + 20.0 * s.bands + 2.0 * s.bands * s.coefficients;
}

}  // namespace kws
