// Memory that the engine owns: mapped files and zeroed, 64-byte aligned blocks.
#ifndef KWS_CORE_MEMORY_H_
#define KWS_CORE_MEMORY_H_

#include <cstddef>
#include <cstdint>
#include <string>

namespace kws {

// A read-only file or a zeroed anonymous block, released by the destructor. Pages that nobody
// touches cost nothing.
class Mapping {
 public:
  Mapping() = default;
  ~Mapping();
  Mapping(const Mapping&) = delete;
  Mapping& operator=(const Mapping&) = delete;

  // False with a message on failure.
  bool MapFile(const char* path, std::string* error);
  bool Allocate(uint64_t bytes);

  uint8_t* data() const { return data_; }
  uint64_t bytes() const { return bytes_; }

 private:
  uint8_t* data_ = nullptr;
  uint64_t bytes_ = 0;
  uint64_t fence_ = 0;  // bytes before and after, in AddressSanitizer's builds
};

}  // namespace kws

#endif  // KWS_CORE_MEMORY_H_
