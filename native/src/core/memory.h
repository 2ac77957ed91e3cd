// Memory that the engine owns: zeroed, 64-byte aligned blocks.
#ifndef KWS_CORE_MEMORY_H_
#define KWS_CORE_MEMORY_H_

#include <cstddef>
#include <cstdint>
#include <string>

namespace kws {

// A zeroed anonymous block, released by the destructor. Pages that nobody touches cost nothing.
class Mapping {
 public:
  Mapping() = default;
  ~Mapping();
  Mapping(const Mapping&) = delete;
  Mapping& operator=(const Mapping&) = delete;

  bool Allocate(uint64_t bytes);
  // Allocates, and fills with a file's content: a file that is mapped would change under its
  // reader, and kill it with SIGBUS when it is cut short. False with a message on failure.
  bool ReadFile(const char* path, std::string* error);

  uint8_t* data() const { return data_; }
  uint64_t bytes() const { return bytes_; }

 private:
  uint8_t* data_ = nullptr;
  uint64_t bytes_ = 0;
  [[maybe_unused]] uint64_t fence_ = 0;  // bytes before and after, in AddressSanitizer's builds
};

}  // namespace kws

#endif  // KWS_CORE_MEMORY_H_
