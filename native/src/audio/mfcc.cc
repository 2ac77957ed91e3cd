// MFCC: TensorFlow's Mfcc (core/kernels/mfcc.cc) of a power spectrogram. The vector version is in
// front_end.cc.
#include "audio/reference.h"
#include "audio/steps.h"
#include "audio/step_tables.h"
#include "audio/work.h"

namespace kws {

bool Mfcc::Validate(const Params& p, StepCheck& check) {
  return CheckCepstrum(p.cepstrum, check) && check.Positive("rows", p.rows) &&
         check.Range("bins", p.bins, 2, SpectrumSettings::kMaxWindow + 1) &&
         check.Needs(kOut, SatMul(p.rows, p.cepstrum.coefficients), sizeof(float)) &&
         check.Needs(kSpectrogram, SatMul(p.rows, p.bins), sizeof(float)) &&
         check.MayHave(kRate, 1, sizeof(int32_t));
}

uint64_t Mfcc::TableBytes(const Params& p) {
  return CepstrumTables::Bytes(ToCepstrum(p.cepstrum), p.bins);
}

std::unique_ptr<StepTables> Mfcc::MakeTables(const Params& p) {
  return std::make_unique<FrontEndTables>(
      std::nullopt, CepstrumTables(ToCepstrum(p.cepstrum), p.bins, p.cepstrum.sample_rate));
}

double Mfcc::ExecutedFlops(const Params& p) {
  return CepstrumFlops(ToCepstrum(p.cepstrum), p.bins) * p.rows;
}

int64_t Mfcc::Items(const Params& p) { return FrameItems(p.rows); }

uint64_t Mfcc::ScratchBytes(const Params& p) { return Work::Bytes(p.bins, p.cepstrum.bands); }

void Mfcc::Reference(const KernelArgs& args, int64_t begin, int64_t end) {
  const auto& p = args.Params<Params>();
  int32_t rate;
  if (!StepRate(args, kRate, p.cepstrum.sample_rate, &rate)) return;
  const CepstrumSettings settings = ToCepstrum(p.cepstrum);
  ForItems(p.rows, begin, end, [&](int64_t, int64_t first, int64_t last) {
    for (int64_t row = first; row < last; ++row) {
      ReferenceCepstrum(settings, p.bins, rate, args[Mfcc::kSpectrogram] + row * p.bins,
                        args[Mfcc::kOut] + row * settings.coefficients);
    }
  });
}

}  // namespace kws
