# Included by native/CMakeLists.txt after libkwsbench: links it so that a C library of 2.31 loads it (old_glibc.cc says how).
add_library(kws_old_glibc OBJECT ${CMAKE_CURRENT_LIST_DIR}/old_glibc.cc)
target_sources(kwsbench PRIVATE $<TARGET_OBJECTS:kws_old_glibc>)
# libgcc's unwinder, linked statically, wants a function of glibc 2.35: the system's own libgcc_s knows its own C library.
get_target_property(options kwsbench LINK_OPTIONS)
list(REMOVE_ITEM options -static-libgcc)
set_target_properties(kwsbench PROPERTIES LINK_OPTIONS "${options}")
foreach(function pthread_create pthread_join pthread_once __pthread_key_create fstat)
  target_link_options(kwsbench PRIVATE -Wl,--wrap=${function})
endforeach()
# where glibc 2.31 keeps them; newer ones have an empty library of that name
target_link_options(kwsbench PRIVATE -Wl,--push-state,--no-as-needed -l:libpthread.so.0 -Wl,--pop-state)
