import { createHash } from 'node:crypto';
import { weierstrass } from '@noble/curves/abstract/weierstrass.js';
import { SM2_SIGNER } from '../../rules/certificates/signing-commands.ts';

/** The curve of GM/T 0003.5. */
const CURVE = {
  p: 0xfffffffeffffffffffffffffffffffffffffffff00000000ffffffffffffffffn,
  n: 0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123n,
  h: 1n,
  a: 0xfffffffeffffffffffffffffffffffffffffffff00000000fffffffffffffffcn,
  b: 0x28e9fa9e9d9f5e344d5a9e4bcf6509a7f39789f515ab8f92ddbcbd414d940e93n,
  Gx: 0x32c4ae2c1f1981195f9904466a39c9948fe30bbff2660be1715a4589334c74c7n,
  Gy: 0xbc3736a2f4f6779c59bdcee36b692153d0a9877cc62a474002df32e52139f0a0n,
};
const Point = weierstrass(CURVE);
const FIELD_BYTES = 32;

const bytesOf = (number: bigint): Buffer =>
  Buffer.from(number.toString(16).padStart(2 * FIELD_BYTES, '0'), 'hex');
const numberOf = (bytes: Uint8Array): bigint => BigInt(`0x${Buffer.from(bytes).toString('hex') || '0'}`);
const sm3 = (...parts: readonly Uint8Array[]): Buffer =>
  parts.reduce<ReturnType<typeof createHash>>((hash, part) => hash.update(part), createHash('sm3')).digest();

/** Z of GM/T 0003.2: the signer's name, the curve and the key, which precede what is signed. */
function prefixOf(publicKey: Uint8Array, signer: string): Buffer {
  const name = Buffer.from(signer, 'ascii');
  const bits = Buffer.alloc(2);
  bits.writeUInt16BE(name.length * 8);
  const curve = [CURVE.a, CURVE.b, CURVE.Gx, CURVE.Gy].map(bytesOf);
  return sm3(bits, name, ...curve, publicKey.subarray(1));
}

export interface Sm2Signature {
  r: Uint8Array;
  s: Uint8Array;
}

/**
 * Whether the signature holds for the bytes (GM/T 0003.2, with SM3 and the usual signer's name), which Node's OpenSSL
 * cannot say: it takes no signer's name. `publicKey` is the uncompressed point, 65 bytes.
 */
export function verifySm2(publicKey: Uint8Array, signed: Uint8Array, signature: Sm2Signature): boolean {
  const [r, s] = [numberOf(signature.r), numberOf(signature.s)];
  if (r < 1n || r >= CURVE.n || s < 1n || s >= CURVE.n) return false;
  const t = (r + s) % CURVE.n;
  if (t === 0n) return false;
  const e = numberOf(sm3(prefixOf(publicKey, SM2_SIGNER), signed));
  try {
    const key = Point.fromBytes(publicKey);
    const sum = Point.BASE.multiplyUnsafe(s).add(key.multiplyUnsafe(t));
    return !sum.is0() && (e + sum.x) % CURVE.n === r;
  } catch {
    // The key is no point of the curve.
    return false;
  }
}
