// What the processor has beyond the least that the library is compiled for.
#ifndef KWS_CORE_PROCESSOR_H_
#define KWS_CORE_PROCESSOR_H_

namespace kws {

#if defined(__x86_64__) || defined(__i386__)

// Each is true where the processor has the instructions and the system keeps their registers.
// Source: Intel's manual, volume 2, CPUID, and volume 1, 14.3 and 15.2 to 15.4.
struct X86Features {
  bool sse4;
  bool avx2;  // with FMA, BMI and BMI2
  bool avx_vnni;
  bool avx512;  // F, VL, DQ and BW, with all of avx2
  bool avx512_vnni;
  bool avx512_bf16;
};

// Asked once.
const X86Features& ProcessorFeatures();

#elif defined(__aarch64__)

// Products of bytes, four to a sum (SDOT).
bool HasDotProducts();

#endif

}  // namespace kws

#endif  // KWS_CORE_PROCESSOR_H_
