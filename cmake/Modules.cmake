# add_module(name NEEDS other …): one static library per module; finish_modules() writes the table app/ reads.
set(TONGGUAN_MODULES "")
macro(add_module name)
  cmake_parse_arguments(MODULE "" "" "NEEDS" ${ARGN})
  foreach(need ${MODULE_NEEDS})
    if(NOT need IN_LIST TONGGUAN_MODULES)
      message(FATAL_ERROR "module ${name} NEEDS ${need}, which does not stand above it in modules/CMakeLists.txt")
    endif()
  endforeach()
  tongguan_library(${name} FOLDER modules/${name}
    DEPENDS workorder audit outbox task access api indicator ${MODULE_NEEDS}
    LIBS fmt::fmt Boost::json
    TEST_DEPENDS testing)
  list(APPEND TONGGUAN_MODULES ${name})
endmacro()

macro(finish_modules)
  set(declarations "")
  set(calls "")
  foreach(name ${TONGGUAN_MODULES})
    string(APPEND declarations "namespace tongguan::${name} { Module module(); }\n")
    string(APPEND declarations "namespace tongguan::assets { std::span<const Asset> ${name}(); }\n")
    string(APPEND calls "    list.push_back({${name}::module(), assets::${name}()});\n")
  endforeach()
  file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/generated/modules.cpp CONTENT
"// Generated from modules/CMakeLists.txt.
#include \"app/modules.h\"
${declarations}
namespace tongguan {
std::vector<ListedModule> all_modules() {
    std::vector<ListedModule> list;
${calls}    return list;
}
}  // namespace tongguan
" @ONLY)
  set(TONGGUAN_MODULES ${TONGGUAN_MODULES} PARENT_SCOPE)
endmacro()
