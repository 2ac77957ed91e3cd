// Reductions and softmax: along the last axis and along one before it, lengths around vectors.
#include "cases.h"

namespace kws {

std::vector<KernelCase> SoftmaxCases() {
  std::vector<KernelCase> cases;
  for (const int n : {1, 3, 12, 16, 17, 100}) {
    for (const int inner : {1, 5, 20}) {
      for (const int log : {0, 1}) {
        const int count = 3 * n * inner;
        cases.push_back(MakeCase("n " + std::to_string(n) + " inner " + std::to_string(inner),
                                 kws_softmax_params{3, n, inner, log},
                                 {Out(count), Floats(count, -20, 20)})
                            .Tolerance(2e-6));
      }
    }
  }
  for (const int rows : {1, 100})
    cases.push_back(MakeCase(std::to_string(rows) + " rows of 12",
                             kws_softmax_params{rows, 12, 1, 0},
                             {Out(rows * 12), Floats(rows * 12, -20, 20)})
                        .Tolerance(2e-6)
                        .Timed());
  return cases;
}

std::vector<KernelCase> ReduceCases() {
  std::vector<KernelCase> cases;
  for (int op = KWS_REDUCE_SUM; op <= KWS_REDUCE_PROD; ++op) {
    for (const int n : {1, 2, 15, 33, 64}) {
      for (const int inner : {1, 4, 37}) {
        cases.push_back(MakeCase("op " + std::to_string(op) + " n " + std::to_string(n),
                                 kws_reduce_params{3, n, inner, op},
                                 {Out(3 * inner), Floats(3 * n * inner, -1.3, 1.3)})
                            .Tolerance(2e-5));
      }
    }
  }
  cases.push_back(MakeCase("mean over 9 times of 512",
                           kws_reduce_params{1, 9, 512, KWS_REDUCE_MEAN},
                           {Out(512), Floats(9 * 512)})
                      .Timed());
  cases.push_back(MakeCase("max of rows of 512", kws_reduce_params{64, 512, 1, KWS_REDUCE_MAX},
                           {Out(64), Floats(64 * 512)})
                      .Timed());
  return cases;
}

std::vector<KernelCase> ArgReduceCases() {
  std::vector<KernelCase> cases;
  for (const int minimum : {0, 1}) {
    for (const kws_dtype dtype : {KWS_INT32, KWS_INT64}) {
      cases.push_back(MakeCase("last axis", kws_arg_reduce_params{4, 12, 1, minimum, dtype},
                               {Out(4, dtype), Floats(48)}));
      cases.push_back(MakeCase("middle", kws_arg_reduce_params{2, 5, 7, minimum, dtype},
                               {Out(14, dtype), Floats(70)}));
    }
  }
  return cases;
}

}  // namespace kws
