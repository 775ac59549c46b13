/**
 * What pages write in front of a value, or above it, in the languages of Europe and East Asia, beside the English names of
 * concepts.ts. Keyed by the first name of the concept's row; comma-separated, as a reader sees them.
 */

import { nameKey } from './field-name.js';

// prettier-ignore
const LABELS: Readonly<Record<string, string>> = {
  title: 'titel, titre, título, titolo, otsikko, tytuł, название, 标题, タイトル',
  author: 'autor, autorin, autoren, verfasser, verfasserin, von, text, text von, auteur, auteurs, par, autores, por, autore, autori, di, door, av, forfatter, författare, skribent, kirjoittaja, tekst, tekijä, szerző, autorka, redakteur, redaktion, redactor, автор, текст, 作者, 著者, 記者, 文, 執筆者, penulis, reporter, words, story by, posted by, submitted by, added by, contributed by, shared by, created by, uploaded by, recipe courtesy of, recipe by, rezept von, recette de, receta de, ricetta di',
  'published at': 'veröffentlicht, veröffentlicht am, erschienen, erschienen am, erstellt am, datum, stand, publié le, publié, date de publication, mis en ligne le, publicado, publicado el, publicado em, fecha, fecha de publicación, pubblicato, pubblicato il, data, data di pubblicazione, data de publicação, gepubliceerd, gepubliceerd op, publicatiedatum, publicerad, publicerat, publisert, udgivet, julkaistu, opublikowano, data publikacji, vydáno, publikováno, közzétéve, megjelent, дата, дата публикации, опубликовано, 发布时间, 发布日期, 日期, 公開日, 投稿日, 掲載日, 配信日, 更新日, 게시일, on, posted, publication, pub date, published date, date of publication, first published, originally published, press release date, veröffentlichung, veröffentlichungsdatum, erscheinungsdatum, erscheinungstermin',
  'updated at': 'aktualisiert, aktualisiert am, zuletzt aktualisiert, zuletzt geändert, mis à jour le, modifié le, actualizado, actualizado el, aggiornato, aggiornato il, atualizado em, bijgewerkt, uppdaterad, oppdatert, opdateret, päivitetty, zaktualizowano, обновлено, 更新时间, 更新日時',
  topic: 'schlagwörter, schlagworte, themen, thema, stichworte, stichwörter, mots clés, sujets, thèmes, etiquetas, temas, palabras clave, argomenti, parole chiave, assuntos, onderwerpen, trefwoorden, ämnen, emner, avainsanat, aiheet, tagi, tematy, теги, темы, ключевые слова, 标签, 关键词, タグ, キーワード, topik, filed under, in this article, more on, mehr zum thema, zum thema, lue lisää, more about',
  section: 'kategorie, kategorien, rubrik, ressort, catégorie, rubrique, categoría, sección, categoria, categorie, sezione, seção, rubriek, kategori, kategoria, категория, рубрика, 分类, カテゴリ, カテゴリー',
  price: 'preis, unser preis, prix, precio, prezzo, preço, prijs, pris, cena, hinta, ár, fiyat, цена, 价格, 価格, 가격, our price, your price, list price, asking price, guide price, kaufpreis, kaltmiete, miete, loyer, renta, price per month, price now, now, online price, club price, rent',
  sku: 'artikelnummer, artikel nr, art nr, artnr, bestellnummer, bestell nr, produktnummer, référence, ref, réf, referencia, riferimento, codice, codice articolo, codice prodotto, código, código do produto, artikelnr, artikelcode, varenummer, varenr, kod produktu, kod, kód, kód produktu, cikkszám, tuotenumero, tuotekoodi, артикул, код товара, код, 商品番号, 商品コード, 货号, 品番, item no, item, item code, cat no, catalogue number, catalog number, style, style number, product no, article no, article code, stock code, šifra, šifra izdelka, šifra artikla, sifra, katalógové číslo, katalogové číslo, číslo produktu, obj číslo, objednací číslo, product ref, reference, part no, code',
  mpn: 'hersteller artikelnummer, herstellernummer, hersteller nr, modellnummer, referencia del fabricante, manufacturer part, manufacturer code, model no',
  brand: 'marke, hersteller, marque, fabricant, marca, fabricante, produttore, merk, märke, merkki, marka, producent, výrobce, značka, gyártó, марка, бренд, производитель, ブランド, メーカー, 品牌',
  'in stock': 'verfügbarkeit, lieferbarkeit, lieferstatus, disponibilité, disponibilidad, disponibilità, beschikbaarheid, voorraad, lagerstatus, lager, dostępność, dostupnost, saatavuus, наличие, 在庫, 库存',
  condition: 'zustand, état, estado, condizioni, stan, состояние',
  color: 'farbe, couleur, cor, colore, kleur, färg, kolor, цвет, 颜色, カラー',
  material: 'matière, matériau, materiale, materiaal, materiał, материал, 材质, 素材',
  size: 'größe, taille, talla, taglia, tamanho, maat, storlek, rozmiar, размер, 尺寸, サイズ',
  weight: 'gewicht, poids, peso, vikt, vekt, waga, вес, 重量',
  isbn: 'isbn 13, isbn 10, ean isbn, isbn ean',
  publisher: 'verlag, éditeur, editorial, editore, editora, uitgever, uitgeverij, förlag, forlag, wydawnictwo, nakladatelství, kustantaja, издательство, 出版社, imprint, published by, publisher imprint',
  rating: 'bewertung, note, valoración, valutazione, avaliação, beoordeling, betyg, ocena, оценка, 評価, 评分',
  ingredient: 'zutaten, zutatenliste, ingrédients, les ingrédients, ingredientes, ingredienti, gli ingredienti, ingrediënten, ingredienser, dette trenger du, du skal bruge, składniki, ainekset, hozzávalók, suroviny, ingredience, ingrediente, ингредиенты, состав, υλικά, 材料, 食材, 재료, malzemeler, bahan, bahan bahan, nguyên liệu, you will need, what you need, what you ll need',
  instruction: 'zubereitung, anleitung, so geht s, préparation, la préparation, étapes, recette, preparación, elaboración, pasos, instrucciones, preparazione, procedimento, come fare, preparo, modo de preparo, modo de fazer, modo de preparação, bereiding, bereidingswijze, zo maak je het, gör så här, tillagning, fremgangsmåde, fremgangsmåte, slik gjør du, sådan gør du, przygotowanie, sposób przygotowania, wykonanie, valmistus, valmistusohje, ohje, ohjeet, elkészítés, elkészítése, postup, mod de preparare, приготовление, способ приготовления, εκτέλεση, 作り方, 手順, 做法, 步骤, 만드는 법, yapılışı, hazırlanışı, cara membuat, cách làm, directions to make, method of preparation, how to make, how to make it, let s cook',
  'prep time': 'vorbereitungszeit, vorbereitung, arbeitszeit, zubereitungszeit, temps de préparation, préparation, tiempo de preparación, tempo di preparazione, preparazione, tempo de preparo, preparo, voorbereidingstijd, voorbereiding, bereidingstijd, czas przygotowania, forberedelse, forberedelsestid, förberedelse, doba přípravy, время подготовки, 準備時間, 准备时间, prep',
  'cook time': 'kochzeit, garzeit, backzeit, koch backzeit, temps de cuisson, cuisson, tiempo de cocción, cocción, tempo di cottura, cottura, tempo de cozimento, cozimento, kooktijd, oventijd, baktijd, czas gotowania, czas pieczenia, tilberedningstid, tillagningstid, 調理時間, 烹饪时间, cook, bake time, baking time, cooking',
  'total time': 'gesamtzeit, gesamt, dauer, temps total, tiempo total, tiempo, duración, tempo totale, tempo total, tempo, totale tijd, totaal, czas całkowity, totaltid, arbejdstid, tid, kokonaisaika, время приготовления, общее время, 所要時間, 总时间, total, ready, ready in, takes',
  serving: 'portionen, personen, portion en, anzahl portionen, portions, personnes, pour, nombre de personnes, raciones, porciones, comensales, personas, porzioni, dosi per, persone, porções, rendimento, pessoas, porties, aantal personen, portioner, antal portioner, antall porsjoner, porsjoner, porcje, liczba porcji, annosta, annoksia, adag, adagok, porce, počet porcí, порции, количество порций, порций, 人分, 分量, 份量, kişilik, porsi, feeds, makes, yields, makes about',
  calory: 'kalorien, brennwert, énergie, calorías, calorie, calorias, kcal, kalorie, energi, energia, калорийность, カロリー, 热量',
  cuisine: 'küche, länderküche, cuisine du monde, cocina, cucina, cozinha, keuken, kuchnia, кухня',
  'address': 'adresse, anschrift, standort, lage, ort, dirección, ubicación, indirizzo, endereço, localização, adres, adress, osoite, lokalizacja, адрес, 住所, 地址, property address',
  city: 'stadt, ville, ciudad, città, cidade, stad, miasto, город',
  region: 'bundesland, région, región, regione, estado, provincie, województwo, регион',
  'postal code': 'plz, postleitzahl, code postal, código postal, cap, cep, postnummer, kod pocztowy, индекс, eircode, pincode, pin code',
  bedroom: 'schlafzimmer, chambre, chambres, dormitorio, dormitorios, habitación, habitaciones, hab, camere, camere da letto, quartos, slaapkamers, sypialnie, sovrum, soverom, makuuhuoneet, спальни, beds, bed room, bed rooms, br, bhk',
  bathroom: 'badezimmer, bäder, bad, salle de bain, salles de bain, salle d eau, baño, baños, bagno, bagni, banheiros, badkamers, łazienki, badrum, kylpyhuoneet, ванные, bath, baths, bath room, bath rooms',
  area: 'wohnfläche, fläche, surface, superficie, área, metratura, oppervlakte, woonoppervlakte, powierzchnia, boarea, площадь, built up area, super built up area, carpet area, plot area, floor area, constructed area, internal area, living space',
  reference: 'referenz, objektnummer, objekt id, scout id, référence, réf, ref, ref no, reference no, reference number, referencia, codice annuncio, riferimento, referência, referentie, property ref, property id, property no, listing id, listing no, listing number, mls, mls number, ad id, advert id, property code, web reference',
  'property type': 'objektart, objekttyp, haustyp, wohnungstyp, immobilienart, type de bien, type de logement, tipo de inmueble, tipo de propiedad, tipo, tipologia, tipo de imóvel, soort woning, type woning, woningtype, typ nieruchomości, тип, type, building type, style',
  'page count': 'seiten, seitenzahl, umfang, nombre de pages, número de páginas, páginas, pagine, numero di pagine, aantal pagina s, liczba stron, sidor, pages, страниц, ページ数, 页数, print length',
  language: 'sprache, langue, idioma, lingua, taal, språk, sprog, język, kieli, язык, 言語, 语言',
  company: 'unternehmen, firma, arbeitgeber, entreprise, employeur, empresa, azienda, bedrijf, werkgever, företag, компания, 会社名, 公司',
  salary: 'gehalt, lohn, vergütung, salaire, rémunération, salario, retribuzione, salário, salaris, lön, lønn, wynagrodzenie, palkka, зарплата, 給与, 薪资, pay, compensation',
  phone: 'telefon, téléphone, teléfono, telefono, telefone, telefoon, puhelin, телефон, 電話, 电话, tel, call',
  email: 'e mail, correo, correo electrónico, mail, почта, メール, 邮箱',
};

const NO_LABELS: readonly string[] = [];
const KEYS = new Map(Object.entries(LABELS).map(([name, text]) => [name, text.split(', ').map(nameKey)]));

/** Comparable forms (`nameKey`) of the labels for the concept whose row begins with this name. */
export function labelsOf(firstName: string): readonly string[] {
  return KEYS.get(firstName) ?? NO_LABELS;
}
