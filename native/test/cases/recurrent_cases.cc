// Sequences: odd unit counts, states given or not, both directions, every variant of the cells.
#include "cases.h"
#include "kernels/recurrent.h"

namespace kws {
namespace {

// Time-major, both sides dense.
kws_sequence Sequence(int time, int batch, int units, int gates, int hidden, int reverse) {
  const int width = gates * static_cast<int>(GateWidth(units));
  return {time, batch, units, batch * width, width, batch * hidden, hidden, reverse};
}

CaseOperand States(bool there, int64_t count) { return there ? Floats(count) : Absent(); }

KernelCase LstmCase(int units, int projection, bool states, bool peepholes, int reverse) {
  const int time = 5, batch = 2, hidden = projection > 0 ? projection : units;
  const int64_t width = GateWidth(units);
  const kws_lstm_params p = {Sequence(time, batch, units, 4, hidden, reverse),
                             units == 7 ? KWS_HARD_SIGMOID : KWS_SIGMOID,
                             KWS_TANH,
                             peepholes ? 0.8f : 0.0f,
                             projection,
                             projection > 0 ? 0.7f : 0.0f};
  return MakeCase(
      "units " + std::to_string(units) + " projection " + std::to_string(projection), p,
      {Out(time * batch * hidden), states ? Out(batch * hidden) : Absent(),
       states ? Out(batch * units) : Absent(), Floats(time * batch * 4 * width),
       Floats(hidden * 4 * width, -0.5, 0.5), States(states, batch * hidden),
       States(states, batch * units), States(peepholes, 3 * width),
       projection > 0 ? Floats(units * RoundUp(projection, KWS_PANEL), -0.5, 0.5) : Absent()});
}

}  // namespace

std::vector<KernelCase> LstmCases() {
  std::vector<KernelCase> cases;
  for (const int units : {1, 7, 16, 33}) {
    cases.push_back(LstmCase(units, 0, false, false, 0));
    cases.push_back(LstmCase(units, 0, true, true, 1));
    cases.push_back(LstmCase(units, 11, true, true, 0));
    cases.push_back(LstmCase(units, 40, false, false, 1));
  }
  const kws_lstm_params p = {Sequence(25, 1, 118, 4, 118, 0), KWS_SIGMOID, KWS_TANH, 0, 0, 0};
  cases.push_back(
      MakeCase("118 units, 25 times", p,
               {Out(25 * 118), Absent(), Absent(), Floats(25 * 512), Floats(118 * 512, -0.1, 0.1)})
          .Timed());
  return cases;
}

std::vector<KernelCase> GruCases() {
  std::vector<KernelCase> cases;
  for (const int units : {1, 7, 16, 33}) {
    for (const int reset_after : {0, 1}) {
      const int time = 6, batch = 2;
      const int64_t width = GateWidth(units);
      const kws_gru_params p = {Sequence(time, batch, units, 3, units, reset_after), KWS_SIGMOID,
                                KWS_TANH, reset_after};
      cases.push_back(
          MakeCase("units " + std::to_string(units), p,
                   {Out(time * batch * units), Out(batch * units), Floats(time * batch * 3 * width),
                    Floats(units * 2 * width, -0.5, 0.5), Floats(units * width, -0.5, 0.5),
                    States(units != 7, batch * units), States(reset_after == 1, width)}));
    }
  }
  const kws_gru_params p = {Sequence(25, 1, 154, 3, 154, 0), KWS_SIGMOID, KWS_TANH, 0};
  const int64_t width = GateWidth(154);
  cases.push_back(MakeCase("154 units, 25 times", p,
                           {Out(25 * 154), Absent(), Floats(25 * 3 * width),
                            Floats(154 * 2 * width, -0.1, 0.1), Floats(154 * width, -0.1, 0.1)})
                      .Timed());
  return cases;
}

std::vector<KernelCase> RnnCases() {
  std::vector<KernelCase> cases;
  for (const int units : {1, 7, 16, 33}) {
    const int64_t width = GateWidth(units);
    const kws_rnn_params p = {Sequence(6, 2, units, 1, units, units == 7),
                              units == 16 ? KWS_CLAMP : KWS_TANH};
    cases.push_back(
        MakeCase("units " + std::to_string(units), p,
                 {units == 33 ? Absent() : Out(12 * units), Out(2 * units), Floats(12 * width),
                  Floats(units * width, -0.5, 0.5), States(units != 7, 2 * units)}));
  }
  const kws_rnn_params p = {Sequence(25, 1, 128, 1, 128, 0), KWS_TANH};
  cases.push_back(
      MakeCase("128 units, 25 times", p,
               {Out(25 * 128), Absent(), Floats(25 * 128), Floats(128 * 128, -0.1, 0.1), Absent()})
          .Timed());
  return cases;
}

}  // namespace kws
