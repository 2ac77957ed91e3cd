#include "audio/step_tables.h"

#include "audio/steps.h"

namespace kws {

std::unique_ptr<StepState> FrontEndTables::NewState() const {
  return std::make_unique<FrontEndState>(*this);
}

FrontEndState::FrontEndState(const FrontEndTables& tables)
    : tables_(tables), other_(tables.cepstrum()) {
  if (!other_) return;
  other_->mel.Reserve(other_->bins,
                      other_->settings.bands);  // a copy has no more room than it needs
  cepstrum_ = &*tables.cepstrum();
}

// Whichever of the two it is.
static_assert(Mfcc::kRate == AudioMfcc::kRate);

void FrontEndState::Begin(const KernelArgs& args) {
  if (!other_) return;
  const auto expected = static_cast<int32_t>(tables_.cepstrum()->rate);
  int32_t rate;
  if (!StepRate(args, Mfcc::kRate, expected, &rate)) return;
  if (rate != expected && rate != other_->rate) other_->SetRate(rate);
  cepstrum_ = rate == expected ? &*tables_.cepstrum() : &*other_;
}

}  // namespace kws
