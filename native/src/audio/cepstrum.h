// From magnitudes to MFCCs: settings and tables of mel filters, logarithm and DCT.
#ifndef KWS_AUDIO_CEPSTRUM_H_
#define KWS_AUDIO_CEPSTRUM_H_

#include <cstdint>
#include <vector>

#include "audio/mel_table.h"

namespace kws {

struct CepstrumSettings {
  enum class Style {
    kAudioOps,       // TensorFlow's Mfcc: log(max(x, 1e-12))
    kContribSignal,  // tf.contrib.signal of TensorFlow 1.4: log(x + 1e-6)
  };

  Style style = Style::kAudioOps;
  double lower_hertz = 20;
  double upper_hertz = 4000;
  int32_t bands = 40;         // 1 ... kMaxBands
  int32_t coefficients = 13;  // 1 ... bands

  static constexpr int32_t kMaxBands = 512;

  bool operator==(const CepstrumSettings& other) const {
    return style == other.style && lower_hertz == other.lower_hertz &&
           upper_hertz == other.upper_hertz && bands == other.bands &&
           coefficients == other.coefficients;
  }
};

// For spectra of `bins` bins from 0 to rate / 2.
struct CepstrumTables {
  CepstrumSettings settings;
  int32_t bins;
  double rate;
  MelTable mel;
  double floor = 0;  // log(max(x, floor) + offset)
  double offset = 0;
  std::vector<double> dct;  // [coefficients][bands]

  CepstrumTables(const CepstrumSettings& settings, int32_t bins, double rate);

  // The same for another rate; allocates nothing. The one change that they know, by who owns them.
  void SetRate(double rate);
  static uint64_t Bytes(const CepstrumSettings& settings, int32_t bins);

  // As matrices that stand on the right of a product: [bins][bands] and [bands][coefficients].
  void WriteMel(float* matrix) const;
  void WriteDct(float* matrix) const;
};

// Nominal floating-point operations of a frame: 5 a bin for root and filters, 20 a logarithm, the
// DCT.
double CepstrumFlops(const CepstrumSettings& settings, int32_t bins);

}  // namespace kws

#endif  // KWS_AUDIO_CEPSTRUM_H_
