// The front end outside a graph: features of many clips.
#ifndef KWS_AUDIO_FEATURES_H_
#define KWS_AUDIO_FEATURES_H_

#include <memory>
#include <optional>
#include <string>

#include "audio/front_end.h"
#include "core/isa.h"
#include "core/memory.h"
#include "kwsbench.h"

namespace kws {

// Tables, functions and work memory for one kind of clip. One call at a time.
class Features {
 public:
  // Null, with a message, if the settings are out of range or there is no memory.
  static std::unique_ptr<Features> Make(const kws_features_settings& settings, const Isa& isa,
                                        std::string* error);

  int32_t frames() const { return frames_; }
  int32_t columns() const { return columns_; }
  // Null for spectra.
  const CepstrumTables* cepstrum() const { return cepstrum_ ? &*cepstrum_ : nullptr; }

  // out [clips][frames][columns] from in [clips][samples].
  void Run(const float* in, int64_t clips, float* out);

 private:
  Features(const kws_features_settings& settings, const Isa& isa);

  kws_features_settings settings_;
  FrontEnd front_end_;
  SpectrumTables spectrum_;
  std::optional<CepstrumTables> cepstrum_;
  int32_t frames_;
  int32_t columns_;
  Mapping block_;
};

}  // namespace kws

#endif  // KWS_AUDIO_FEATURES_H_
