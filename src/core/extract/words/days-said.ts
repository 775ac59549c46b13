/** What pages write beside a day, by language: beginnings of words, comma-separated. A new language is one line here. */

export interface DaySaid {
  /** That something came out, or was written. */
  readonly published: string;
  /** That it was changed. */
  readonly updated: string;
  /** That the day is of something else: rights, terms, events, people. */
  readonly other?: string;
}

// prettier-ignore
export const DAYS_SAID = {
  en: { published: 'publish, posted, created, written, asked, first released, for immediate release, appeared in print', updated: 'updat, modif, edited, revised, last change, changed on', other: 'copyright, all rights, release date, deadline, expires, valid, event, joined, member since, registered, born, version, retrieved, accessed, founded, established, incorporated, died, effective' },
  de: { published: 'publiziert, publiz, erschienen, veröffentlicht, erstellt, geschrieben', updated: 'aktualis, geändert, überarbeitet', other: 'gültig, veranstaltung, geboren, abgerufen, gegründet, gründung, gestorben, anmeldeschluss, bewerbungsfrist' },
  fr: { published: 'publi, paru, écrit', updated: 'mis à jour, mise à jour, modifié', other: 'valable, né le, née le, fondé, fondée, créée en, décès, date limite' },
  es: { published: 'publica, escrito, creado', updated: 'actualiz, modificado', other: 'válido, nacido, fundado, fundada, fundación, fallec' },
  it: { published: 'pubblica, scritto, creato', updated: 'aggiorn, modificato', other: 'valido, nato, fondato, fondata, fondazione' },
  pt: { published: 'publica, escrito, criado', updated: 'atualiz, modificado', other: 'válido, nascido' },
  nl: { published: 'gepubliceerd, geplaatst, geschreven', updated: 'bijgewerkt, gewijzigd', other: 'geldig, geboren' },
  sv: { published: 'publicer, skrive', updated: 'uppdater, ändrad', other: 'giltig, född' },
  da: { published: 'udgivet, publicer, offentliggjort', updated: 'opdater, ændret', other: 'gyldig, født' },
  nb: { published: 'publiser, skrevet', updated: 'oppdater, endret', other: 'gyldig, født' },
  fi: { published: 'julkaistu', updated: 'päivitet, muokattu' },
  pl: { published: 'opublikowan, publikacj, utworzon', updated: 'zaktualiz, aktualiz, zmodyfik', other: 'ważn' },
  cs: { published: 'publikován, zveřejněn, vydáno', updated: 'aktualiz, upraven' },
  hu: { published: 'közzétéve, megjelent', updated: 'frissít, módosít' },
  ro: { published: 'publicat', updated: 'actualizat, modificat' },
  tr: { published: 'yayın, eklenme, giriş, oluşturulma', updated: 'güncel' },
  el: { published: 'δημοσι', updated: 'ενημέρ, τροποπο' },
  ru: { published: 'дата, опублик, размещен, создан', updated: 'обнов, измен' },
  uk: { published: 'опублік, дата публікації', updated: 'оновлен, змінен' },
  ar: { published: 'نشر, تاريخ النشر', updated: 'تحديث, آخر تحديث' },
  he: { published: 'פורסם', updated: 'עודכן' },
  ko: { published: '입력, 등록, 승인, 게시', updated: '수정, 업데이트' },
  hi: { published: 'प्रकाशित', updated: 'अपडेट' },
  vi: { published: 'đăng, xuất bản', updated: 'cập nhật' },
  id: { published: 'diterbitkan, dipublikasi', updated: 'diperbarui' },
  ja: { published: '公開, 掲載, 配信, 投稿', updated: '更新' },
  zh: { published: '发布, 發布, 發佈, 刊登', updated: '更新' },
} as const satisfies Readonly<Record<string, DaySaid>>;
