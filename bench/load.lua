-- wrk's script: sends the lines of a file (method, path, cookie, body; tab-separated), drawn at random, each thread from
-- its own seed, or with the argument "in_turn" one after the other. A POST carries a fresh Idempotency-Key.
local threads = 0
function setup(thread)
  threads = threads + 1
  thread:set("number", threads)
end
local lines, count, sent = {}, 0, 0
local in_turn = false
local tag = ""
function init(args)
  math.randomseed(number * 7919 + os.time())
  tag = os.time() .. "-" .. number .. "-"
  local origin = args[2]
  in_turn = args[3] == "in_turn"
  for line in io.lines(args[1]) do
    local method, path, cookie, body = line:match("^([^\t]*)\t([^\t]*)\t([^\t]*)\t?(.*)$")
    count = count + 1
    if method == "GET" then
      lines[count] = wrk.format("GET", path, { cookie = cookie })
    else
      local headers = { cookie = cookie, origin = origin, ["x-csrf-token"] = "bench-csrf", ["content-type"] = "application/json", ["idempotency-key"] = "KEYKEYKEY" }
      local whole = wrk.format(method, path, headers, body)
      local from, to = whole:find("KEYKEYKEY", 1, true)
      lines[count] = { whole:sub(1, from - 1), whole:sub(to + 1) }
    end
  end
end
function request()
  sent = sent + 1
  local line = lines[in_turn and sent % count + 1 or math.random(count)]
  if type(line) == "string" then return line end
  return line[1] .. tag .. sent .. line[2]
end
