-- Has wrk send whole requests that were prepared as files, and print a line of JSON at the end.
--
--   wrk ... -s requests.lua URL -- KEYS FIRST TIMES FILE [TIMES FILE]
--
-- Files are sent in turns, each so many times in a row. In a file {key000} is the number of a key below KEYS, {key000+N} of the Nth after
-- it, and {count00000} a number that no other request has; both have the width of their marks, so that lengths stay what they are.

local KEYS, COUNT_WIDTH, KEY_WIDTH = 1, 12, 8
local STRIDE = 611953 -- a prime, so that all keys have their turn, and neighbours do not follow each other
local turns = {} -- of templates
local count = 0

-- A file as a list of texts, and of what goes between them: a number to add to the key, or false for the count.
local function template(path)
    local file = assert(io.open(path, "rb"))
    local text = file:read("*a")
    file:close()
    local made = {texts = {}, marks = {}, counts = false}
    local from = 1
    for at, mark, after in text:gmatch("()({[a-z]+0+%+?%d*})()") do
        local plus = mark:match("^{key000%+?(%d*)}$")
        if plus or mark == "{count00000}" then
            made.texts[#made.texts + 1] = text:sub(from, at - 1)
            made.marks[#made.marks + 1] = plus and (tonumber(plus) or 0) or false
            made.counts = made.counts or not plus
            from = after
        end
    end
    made.texts[#made.texts + 1] = text:sub(from)
    return made
end

local function filled(made, key)
    local parts = {}
    for i, mark in ipairs(made.marks) do
        parts[#parts + 1] = made.texts[i]
        if mark then
            parts[#parts + 1] = string.format("%0" .. KEY_WIDTH .. "d", (key + mark) % KEYS)
        else
            parts[#parts + 1] = string.format("%0" .. COUNT_WIDTH .. "d", count)
        end
    end
    parts[#parts + 1] = made.texts[#made.texts]
    return table.concat(parts)
end

function init(arguments)
    KEYS = tonumber(arguments[1])
    count = tonumber(arguments[2])
    for i = 3, #arguments, 2 do
        local made = template(arguments[i + 1])
        -- What names only keys is made once.
        if not made.counts and KEYS <= 10000 then
            made.ready = {}
            for key = 0, KEYS - 1 do
                made.ready[key] = filled(made, key)
            end
        end
        for _ = 1, tonumber(arguments[i]) do
            turns[#turns + 1] = made
        end
    end
end

function request()
    count = count + 1
    local made = turns[count % #turns + 1]
    local key = count % KEYS * STRIDE % KEYS
    return made.ready and made.ready[key] or filled(made, key)
end

function done(summary, latency)
    local errors = summary.errors
    print(string.format(
        '\nRESULT {"requests": %d, "micros": %d, "p50Micros": %d, "p99Micros": %d, "failures": %d}',
        summary.requests, summary.duration, latency:percentile(50), latency:percentile(99),
        errors.connect + errors.read + errors.write + errors.status + errors.timeout))
end
