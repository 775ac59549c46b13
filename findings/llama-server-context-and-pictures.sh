#!/usr/bin/env bash
# llama.cpp's server (Python wheel xllamacpp) tells two mistakes of a caller in two ways.
# A prompt beyond the context is a 400 with a type of its own and both numbers in fields of their own (n_prompt_tokens, n_ctx), so
# a client can ask again with a prompt of the right size. A picture for a model without a projector is a 500 "server_error", so a
# client that retries server errors sends it again in vain. GET /v1/models says beforehand that the model takes text only, and how
# large its context is (architecture.input_modalities, meta.n_ctx).
# Seen with xllamacpp 2026.10.11549 (Python 3.11):
#   listed:          input_modalities=['text'] n_ctx=2048
#   beyond context:  400 exceed_context_size_error n_prompt_tokens=8026 n_ctx=2048
#   picture:         500 server_error image input is not supported - hint: if this is unexpected, you may need to provide the mmproj
# Needs python3 (3.10 or newer) and a package index. Exits 1 when any of it changes.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check --only-binary=:all: xllamacpp==2026.10.11549 gguf==0.19.0

cat >"$folder/run.py" <<'PYTHON'
import json
import sys
import urllib.error
import urllib.request

import gguf
import numpy
import xllamacpp

FOLDER = sys.argv[1]
SIZE, WIDTH = 3 + 256, 32


def make_model(path):
    """A llama model of one layer with random weights and the 256 bytes as its vocabulary."""
    numbers = numpy.random.default_rng(7)
    matrix = lambda *shape: (numbers.standard_normal(shape) * 0.2).astype(numpy.float32)
    ones = numpy.ones(WIDTH, dtype=numpy.float32)
    writer = gguf.GGUFWriter(path, "llama")
    writer.add_context_length(4096)
    writer.add_embedding_length(WIDTH)
    writer.add_block_count(1)
    writer.add_feed_forward_length(64)
    writer.add_head_count(4)
    writer.add_head_count_kv(4)
    writer.add_rope_dimension_count(8)
    writer.add_layer_norm_rms_eps(1e-5)
    writer.add_vocab_size(SIZE)
    kind = gguf.TokenType
    writer.add_tokenizer_model("llama")
    writer.add_token_list([b"<unk>", b"<s>", b"</s>"] + [f"<0x{byte:02X}>".encode() for byte in range(256)])
    writer.add_token_scores([0.0] * SIZE)
    writer.add_token_types([kind.UNKNOWN, kind.CONTROL, kind.CONTROL] + [kind.BYTE] * 256)
    writer.add_unk_token_id(0)
    writer.add_bos_token_id(1)
    writer.add_eos_token_id(2)
    writer.add_chat_template("{% for m in messages %}{{ m.role }}: {{ m.content }}\n{% endfor %}assistant: ")
    tensors = {"token_embd": matrix(SIZE, WIDTH), "output": matrix(SIZE, WIDTH), "output_norm": ones}
    for name in ["attn_norm", "ffn_norm"]:
        tensors[f"blk.0.{name}"] = ones
    for name in ["attn_q", "attn_k", "attn_v", "attn_output"]:
        tensors[f"blk.0.{name}"] = matrix(WIDTH, WIDTH)
    tensors["blk.0.ffn_gate"] = matrix(64, WIDTH)
    tensors["blk.0.ffn_up"] = matrix(64, WIDTH)
    tensors["blk.0.ffn_down"] = matrix(WIDTH, 64)
    for name, data in tensors.items():
        writer.add_tensor(f"{name}.weight", data)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


make_model(f"{FOLDER}/tiny.gguf")
params = xllamacpp.CommonParams()
params.model.path = f"{FOLDER}/tiny.gguf"
params.n_ctx = 2048
params.n_parallel = 1
params.hostnames = ["127.0.0.1"]
params.port = 0
params.warmup = False
params.cpuparams.n_threads = 1
server = xllamacpp.Server(params)


def ask(content):
    body = {"messages": [{"role": "user", "content": content}], "max_tokens": 40, "temperature": 0}
    request = urllib.request.Request(
        f"{server.listening_address}/v1/chat/completions",
        json.dumps(body).encode(),
        {"content-type": "application/json"},
    )
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as error:
        return error.code, json.load(error)


pixel = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
picture = [{"type": "text", "text": "What is this?"}, {"type": "image_url", "image_url": {"url": f"data:image/png;base64,{pixel}"}}]

with urllib.request.urlopen(f"{server.listening_address}/v1/models", timeout=60) as answer:
    [listed] = json.load(answer)["data"]
takes, context = listed["architecture"]["input_modalities"], listed["meta"]["n_ctx"]
print(f"listed:          input_modalities={takes} n_ctx={context}")
good = takes == ["text"] and context == 2048

status, body = ask("hello " * 1000)
error = body.get("error", {})
print(f"beyond context:  {status} {error.get('type')} n_prompt_tokens={error.get('n_prompt_tokens')} n_ctx={error.get('n_ctx')}")
good = good and status == 400 and error.get("type") == "exceed_context_size_error" and error.get("n_ctx") == 2048
good = good and error.get("n_prompt_tokens", 0) > 2048

status, body = ask(picture)
error = body.get("error", {})
print(f"picture:         {status} {error.get('type')} {error.get('message')}")
good = good and status == 500 and "image input is not supported" in error.get("message", "")

print("as described" if good else "CHANGED")
sys.exit(0 if good else 1)
PYTHON
"$folder/venv/bin/python" "$folder/run.py" "$folder" 2>"$folder/log" || { tail -5 "$folder/log" >&2; exit 1; }
