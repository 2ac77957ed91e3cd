// The tables of an audio step: made when a plan is opened, and each session's choice among them.
#ifndef KWS_AUDIO_STEP_TABLES_H_
#define KWS_AUDIO_STEP_TABLES_H_

#include <memory>
#include <optional>

#include "audio/cepstrum.h"
#include "audio/spectrum.h"
#include "core/kernel.h"

namespace kws {

// Of spectrum, cepstrum or both, whichever the step computes; the cepstrum's for the rate that its
// parameters expect.
class FrontEndTables final : public StepTables {
 public:
  FrontEndTables(std::optional<SpectrumTables> spectrum, std::optional<CepstrumTables> cepstrum)
      : spectrum_(std::move(spectrum)), cepstrum_(std::move(cepstrum)) {}

  std::unique_ptr<StepState> NewState() const override;

  const std::optional<SpectrumTables>& spectrum() const { return spectrum_; }
  const std::optional<CepstrumTables>& cepstrum() const { return cepstrum_; }

 private:
  std::optional<SpectrumTables> spectrum_;
  std::optional<CepstrumTables> cepstrum_;
};

// Where a step has an operand for the rate, a run may be given another one than expected: the
// session has room for that rate's mel filters, and computes them when the rate changes.
class FrontEndState final : public StepState {
 public:
  explicit FrontEndState(const FrontEndTables& tables);

  static const FrontEndState& Of(const KernelArgs& args) {
    return *static_cast<const FrontEndState*>(args.state);
  }

  void Begin(const KernelArgs& args) override;

  const SpectrumTables& spectrum() const { return *tables_.spectrum(); }
  const CepstrumTables& cepstrum() const { return *cepstrum_; }

 private:
  const FrontEndTables& tables_;
  std::optional<CepstrumTables> other_;  // for the last rate that was not the expected one
  const CepstrumTables* cepstrum_ = nullptr;
};

}  // namespace kws

#endif  // KWS_AUDIO_STEP_TABLES_H_
