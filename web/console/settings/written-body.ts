/** A public body as its form holds it. */
export interface WrittenBody {
  code: string;
  name: string;
  nameEn: string;
  district: string;
}
