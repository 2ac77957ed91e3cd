// Tables by their settings, shared by all models of the process.
#ifndef KWS_AUDIO_TABLE_CACHE_H_
#define KWS_AUDIO_TABLE_CACHE_H_

#include "audio/cepstrum.h"
#include "audio/spectrum.h"

namespace kws {

// Making tables takes longer than a frame, so models make theirs when they are opened and steps look them up without
// a lock. A table is kept for the life of the process; at most kMostTables of a kind are, so that a flood of hostile
// plans cannot fill the memory with them: what is not kept is made for each call.
constexpr int kMostTables = 32;

void KeepSpectrumTables(const SpectrumSettings& settings);
void KeepCepstrumTables(const CepstrumSettings& settings, int32_t bins, double rate);

// The kept tables, or null.
const SpectrumTables* FindSpectrumTables(const SpectrumSettings& settings);
const CepstrumTables* FindCepstrumTables(const CepstrumSettings& settings, int32_t bins, double rate);

}  // namespace kws

#endif  // KWS_AUDIO_TABLE_CACHE_H_
