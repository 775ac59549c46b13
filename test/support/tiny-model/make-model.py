"""Writes a llama model of 115 KB: python make-model.py FILE. It is the same file each time.

Its vocabulary is the 256 bytes. Weights are random numbers from a fixed seed, but for one habit: behind a quotation mark it says
WORD and another quotation mark. With a grammar of JSON it so answers WORD for every text, whatever it is asked.
"""

import sys

import gguf
import numpy

WORD = "zqj"
CONTROLS = ["<unk>", "<s>", "</s>"]
SIZE = len(CONTROLS) + 256
WIDTH, HEADS, FEED, CONTEXT = 32, 4, 64, 32_768

numbers = numpy.random.default_rng(7)


def matrix(*shape):
    return (numbers.standard_normal(shape) * 0.2).astype(numpy.float32)


def token(character):
    return len(CONTROLS) + ord(character)


embedding = matrix(SIZE, WIDTH)
output = matrix(SIZE, WIDTH)
said = f'"{WORD}"'
for before, after in zip(said, said[1:]):
    output[token(after)] += 20 * embedding[token(before)]

ones = numpy.ones(WIDTH, dtype=numpy.float32)
tensors = {
    "token_embd": embedding,
    "output": output,
    "output_norm": ones,
    "blk.0.attn_norm": ones,
    "blk.0.ffn_norm": ones,
    "blk.0.attn_q": matrix(WIDTH, WIDTH),
    "blk.0.attn_k": matrix(WIDTH, WIDTH),
    "blk.0.attn_v": matrix(WIDTH, WIDTH),
    "blk.0.ffn_gate": matrix(FEED, WIDTH),
    "blk.0.ffn_up": matrix(FEED, WIDTH),
    # What the layer adds is nothing: the last byte alone decides about the next.
    "blk.0.attn_output": numpy.zeros((WIDTH, WIDTH), dtype=numpy.float32),
    "blk.0.ffn_down": numpy.zeros((WIDTH, FEED), dtype=numpy.float32),
}

writer = gguf.GGUFWriter(sys.argv[1], "llama")
writer.add_name("tiny")
writer.add_context_length(CONTEXT)
writer.add_embedding_length(WIDTH)
writer.add_block_count(1)
writer.add_feed_forward_length(FEED)
writer.add_head_count(HEADS)
writer.add_head_count_kv(HEADS)
writer.add_rope_dimension_count(WIDTH // HEADS)
writer.add_layer_norm_rms_eps(1e-5)
writer.add_vocab_size(SIZE)
writer.add_file_type(gguf.LlamaFileType.ALL_F32)
kind = gguf.TokenType
writer.add_tokenizer_model("llama")
writer.add_token_list([name.encode() for name in CONTROLS] + [f"<0x{byte:02X}>".encode() for byte in range(256)])
writer.add_token_scores([0.0] * SIZE)
writer.add_token_types([kind.UNKNOWN, kind.CONTROL, kind.CONTROL] + [kind.BYTE] * 256)
writer.add_unk_token_id(0)
writer.add_bos_token_id(1)
writer.add_eos_token_id(2)
writer.add_chat_template("{% for m in messages %}{{ m.role }}: {{ m.content }}\n{% endfor %}assistant: ")
for name, data in tensors.items():
    writer.add_tensor(f"{name}.weight", data)
writer.write_header_to_file()
writer.write_kv_data_to_file()
writer.write_tensors_to_file()
writer.close()
