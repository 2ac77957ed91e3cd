// Magnitudes to log mel energies to MFCCs, as many frames at once as there are lanes. Included once
// an instruction set.

#if defined(KWS_AUDIO_MEL_CEPSTRUM_INL_H_) == defined(HWY_TARGET_TOGGLE)
#ifdef KWS_AUDIO_MEL_CEPSTRUM_INL_H_
#undef KWS_AUDIO_MEL_CEPSTRUM_INL_H_
#else
#define KWS_AUDIO_MEL_CEPSTRUM_INL_H_
#endif

#include "audio/cepstrum.h"
#include "audio/lanes-inl.h"
#include "audio/work.h"

HWY_BEFORE_NAMESPACE();
namespace kws {
namespace audio {
namespace HWY_NAMESPACE {

using L = FrameLanes;

// Log energies of the bands, from magnitudes of the table's bins.
inline void LogMel(const CepstrumTables& cepstrum, const float* magnitudes, double* mel) {
  const MelTable& table = cepstrum.mel;
  for (int32_t band = 0; band < table.bands; ++band) L::Store(L::Set(0), mel + band * L::kLanes);
  for (const MelTable::Segment& segment : table.segments) {
    auto right = L::Set(0), left = L::Set(0);
    for (int32_t bin = segment.begin; bin < segment.end; ++bin) {
      const int64_t i = bin - table.first_bin;
      const auto magnitude = L::LoadFloats(magnitudes + i * L::kLanes);
      right = L::MulAdd(magnitude, L::Set(table.right[i]), right);
      left = L::MulAdd(magnitude, L::Set(table.left[i]), left);
    }
    double* band = mel + segment.band * L::kLanes;
    if (segment.band >= 0) L::Store(L::Add(L::Load(band), right), band);
    if (segment.band + 1 < table.bands) L::Store(left, band + L::kLanes);
  }
  const auto floor = L::Set(cepstrum.floor), offset = L::Set(cepstrum.offset);
  for (int32_t band = 0; band < table.bands; ++band) {
    double* at = mel + band * L::kLanes;
    L::Store(L::Log(L::Add(L::Max(floor, L::Load(at)), offset)), at);
  }
}

template <int kRows>
void DctRows(const CepstrumTables& cepstrum, const double* mel, int32_t row, float* out) {
  const int32_t bands = cepstrum.settings.bands;
  const double* weights = cepstrum.dct.data() + int64_t{row} * bands;
  L::V sum[kRows];
  HWY_UNROLL(8)
  for (int r = 0; r < kRows; ++r) sum[r] = L::Set(0);
  for (int32_t band = 0; band < bands; ++band) {
    const auto x = L::Load(mel + band * L::kLanes);
    HWY_UNROLL(8)
    for (int r = 0; r < kRows; ++r)
      sum[r] = L::MulAdd(x, L::Set(weights[r * bands + band]), sum[r]);
  }
  HWY_UNROLL(8)
  for (int r = 0; r < kRows; ++r) L::StoreFloats(sum[r], out + (row + r) * L::kLanes);
}

// rows [count][lanes] to out [lanes][count], as many lanes as are frames.
inline void StoreFrames(const float* rows, int64_t count, int64_t frames, float* out) {
  for (int64_t frame = 0; frame < frames; ++frame) {
    for (int64_t i = 0; i < count; ++i) out[frame * count + i] = rows[i * L::kLanes + frame];
  }
}

// From magnitudes of the table's bins to MFCCs.
inline void Cepstrum(const CepstrumTables& cepstrum, const Work& work, int64_t frames, float* out) {
  LogMel(cepstrum, work.bins, work.mel);
  const int32_t count = cepstrum.settings.coefficients;
  int32_t row = 0;
  for (; row + 5 <= count; row += 5) DctRows<5>(cepstrum, work.mel, row, work.rows);
  for (; row < count; ++row) DctRows<1>(cepstrum, work.mel, row, work.rows);
  StoreFrames(work.rows, count, frames, out);
}

}  // namespace HWY_NAMESPACE
}  // namespace audio
}  // namespace kws
HWY_AFTER_NAMESPACE();

#endif  // KWS_AUDIO_MEL_CEPSTRUM_INL_H_
