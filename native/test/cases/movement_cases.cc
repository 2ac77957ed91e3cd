// Kernels that move data: transposes, reversals, slices, tiles; constants; indices.
#include "cases.h"

namespace kws {
namespace {

struct Axis {
  int dim, in, out;
};

KernelCase Copying(const char* name, int bytes, std::vector<Axis> axes, int in_offset,
                   int out_offset, int in, int out) {
  kws_copy_params p = {};
  p.element_bytes = bytes;
  p.rank = static_cast<int32_t>(axes.size());
  p.in_offset = in_offset;
  p.out_offset = out_offset;
  for (size_t i = 0; i < axes.size(); ++i) {
    p.dims[i] = axes[i].dim;
    p.in_strides[i] = axes[i].in;
    p.out_strides[i] = axes[i].out;
  }
  const kws_dtype dtype = bytes == 1   ? KWS_UINT8
                          : bytes == 2 ? KWS_INT16
                          : bytes == 4 ? KWS_INT32
                                       : KWS_INT64;
  return MakeCase(name, p, {Out(out, dtype), Integers(in, dtype, 0, 255)});
}

}  // namespace

std::vector<KernelCase> CopyCases() {
  std::vector<KernelCase> cases;
  for (const int bytes : {1, 2, 4, 8}) {
    cases.push_back(Copying("plain", bytes, {{33, 1, 1}}, 0, 0, 33, 33));
    cases.push_back(Copying("transpose", bytes, {{11, 1, 19}, {19, 11, 1}}, 0, 0, 209, 209));
    cases.push_back(Copying("transpose back", bytes, {{18, 13, 1}, {13, 1, 18}}, 0, 0, 234, 234));
    cases.push_back(Copying("transpose backwards", bytes, {{5, 1, 6}, {6, -5, 1}}, 25, 0, 30, 30));
    cases.push_back(Copying("reverse", bytes, {{7, -5, 5}, {5, 1, 1}}, 30, 0, 35, 35));
    cases.push_back(Copying("slice", bytes, {{4, 10, 3}, {3, 1, 1}}, 2, 0, 35, 12));
    cases.push_back(Copying("concat", bytes, {{4, 3, 10}, {3, 1, 1}}, 0, 7, 12, 40));
    cases.push_back(Copying("tile", bytes, {{2, 0, 12}, {3, 4, 4}, {4, 1, 1}}, 0, 0, 12, 24));
    cases.push_back(Copying("frames", bytes, {{6, 4, 10}, {10, 1, 1}}, 0, 0, 30, 60));
    cases.push_back(Copying("permute", bytes, {{3, 5, 1}, {5, 1, 12}, {4, 15, 3}}, 0, 0, 60, 60));
    cases.push_back(Copying("scalar", bytes, {{1, 0, 0}}, 2, 1, 3, 2));
  }
  cases.push_back(
      Copying("transpose 99x128", 4, {{128, 1, 99}, {99, 128, 1}}, 0, 0, 99 * 128, 99 * 128)
          .Timed());
  cases.push_back(Copying("slice of channels 98x42 of 252", 4, {{98, 252, 42}, {42, 1, 1}}, 84, 0,
                          97 * 252 + 84 + 42, 98 * 42)
                      .Timed());
  return cases;
}

std::vector<KernelCase> FillCases() {
  return {MakeCase("bytes", kws_fill_params{1, 13, 0x55, 0}, {Out(13, KWS_UINT8)}),
          MakeCase("shorts", kws_fill_params{2, 13, 0x1234, 0}, {Out(13, KWS_INT16)}),
          MakeCase("ints", kws_fill_params{4, 13, 0x3f800000, 0}, {Out(13, KWS_INT32)}),
          MakeCase("longs", kws_fill_params{8, 13, -1, 7}, {Out(13, KWS_INT64)})};
}

std::vector<KernelCase> GatherCases() {
  return {MakeCase(
              "rows", kws_gather_params{1, 9, 5, 12, KWS_INT32},
              {Out(60, KWS_UINT8), Integers(108, KWS_UINT8, 0, 255), Integers(5, KWS_INT32, 0, 8)}),
          MakeCase("inner axis", kws_gather_params{4, 6, 7, 4, KWS_INT64},
                   {Out(112, KWS_UINT8), Integers(96, KWS_UINT8, 0, 255),
                    Integers(7, KWS_INT64, 0, 5)})};
}

}  // namespace kws
