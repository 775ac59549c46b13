/** What pages write where something can be bought, and where it cannot, by language. A new language is one line here. */

export interface StockWords {
  /** On the button that puts it into a basket: how its text begins. */
  readonly basket: string;
  /** It cannot be bought. */
  readonly out: string;
  /** It can. */
  readonly in: string;
  /** A line of its own that only classified ads have, which stand as long as the thing is for sale. */
  readonly ad?: string;
}

// prettier-ignore
export const STOCK = {
  en: { basket: 'add to cart, add to basket, add to bag, add to trolley, add item to cart, add item to basket, add to your cart, add to your basket, add to your bag, add to my cart, add to my basket, add to my bag, add to shopping cart, add to shopping bag, add to shopping basket, buy now, buy it now', out: 'out of stock, sold out, not in stock, no stock, currently unavailable, no longer available, temporarily unavailable, notify me when, email me when, discontinued', in: 'in stock, available now, ready to ship, ready for dispatch', ad: 'contact seller, contact the seller, message seller, private seller, price negotiable, negotiable, or nearest offer, ono' },
  de: { basket: 'in den warenkorb, in den einkaufswagen, in den korb, in den einkaufskorb, zum warenkorb hinzufügen, jetzt kaufen', out: 'ausverkauft, nicht auf lager, nicht verfügbar, nicht lieferbar, nicht erhältlich, nicht vorrätig, vergriffen', in: 'auf lager, sofort lieferbar, lieferbar, verfügbar, vorrätig, erhältlich bei', ad: 'verhandlungsbasis, festpreis, vb, vhb, privates angebot, privatverkauf, von privat, anbieter kontaktieren, verkäufer kontaktieren' },
  fr: { basket: 'ajouter au panier, mettre au panier, ajouter à mon panier, acheter', out: 'rupture de stock, en rupture, épuisé, épuisée, indisponible, non disponible, plus disponible', in: 'en stock, disponible', ad: 'contacter le vendeur, vendeur particulier, prix à débattre, à débattre' },
  es: { basket: 'añadir al carrito, añadir a la cesta, añadir a la bolsa, agregar al carrito, agregar a la bolsa, agregar al carro, comprar', out: 'agotado, agotada, sin stock, sin existencias, no disponible', in: 'en stock, en existencia, disponible', ad: 'contactar con el vendedor, contactar al vendedor, precio negociable, negociable' },
  it: { basket: 'aggiungi al carrello, metti nel carrello, acquista', out: 'esaurito, esaurita, non disponibile, non è disponibile', in: 'disponibile, in magazzino, disponibilità immediata', ad: 'contatta il venditore, prezzo trattabile, trattabile' },
  pt: { basket: 'adicionar ao carrinho, adicionar à sacola, adicionar ao cesto, colocar no carrinho, comprar', out: 'esgotado, esgotada, indisponível, não disponível, sem estoque, sem stock', in: 'disponível, em estoque, em stock', ad: 'contactar vendedor, contatar vendedor, preço negociável, negociável' },
  nl: { basket: 'in winkelwagen, in winkelmand, in mijn winkelwagen, in winkelwagentje, voeg toe aan winkelwagen, toevoegen aan winkelwagen, toevoegen aan winkelmand', out: 'uitverkocht, niet op voorraad, niet leverbaar, niet beschikbaar', in: 'op voorraad, direct leverbaar, leverbaar', ad: 'doe een bod, contact met verkoper' },
  sv: { basket: 'lägg i varukorg, lägg i varukorgen, lägg i kundvagn, lägg i kundvagnen, köp', out: 'slut i lager, slutsåld, slutsålt, ej i lager, inte i lager', in: 'i lager, finns i lager', ad: 'kontakta säljaren, prisförslag' },
  da: { basket: 'læg i kurv, læg i kurven, læg i indkøbskurv, tilføj til kurv, køb', out: 'udsolgt, ikke på lager', in: 'på lager', ad: 'kontakt sælger' },
  nb: { basket: 'legg i handlekurv, legg i handlekurven, legg i handlevogn, kjøp', out: 'utsolgt, ikke på lager', in: 'på lager', ad: 'kontakt selger' },
  fi: { basket: 'lisää ostoskoriin, lisää koriin, osta nyt', out: 'loppuunmyyty, loppunut varastosta, ei varastossa', in: 'varastossa' },
  pl: { basket: 'dodaj do koszyka, do koszyka, wrzuć do koszyka, kup teraz', out: 'niedostępny, niedostępna, niedostępne, brak towaru, brak w magazynie, wyprzedane, wyprzedany', in: 'dostępny, dostępna, dostępne, na stanie, w magazynie', ad: 'do negocjacji, napisz do sprzedającego' },
  cs: { basket: 'do košíku, přidat do košíku, vložit do košíku, koupit', out: 'vyprodáno, není skladem, nedostupné', in: 'skladem, na skladě', ad: 'kontaktovat prodejce' },
  sk: { basket: 'do košíka, pridať do košíka, vložiť do košíka, kúpiť', out: 'vypredané, nie je skladom, nie je možné produkt kúpiť, nedostupné', in: 'skladom, na sklade', ad: 'kontaktovať predajcu' },
  sl: { basket: 'v košarico, dodaj v košarico, kupi', out: 'ni na zalogi, razprodano', in: 'na zalogi' },
  hr: { basket: 'u košaricu, dodaj u košaricu, dodaj u košaru', out: 'rasprodano, nije dostupno', in: 'na zalihi, dostupno' },
  hu: { basket: 'kosárba, kosárba teszem, a kosárba', out: 'nincs készleten, nincs raktáron, elfogyott', in: 'raktáron, készleten' },
  ro: { basket: 'adaugă în coș, adauga in cos, cumpără acum', out: 'stoc epuizat, indisponibil', in: 'în stoc, in stoc' },
  tr: { basket: 'sepete ekle, satın al, hemen al', out: 'tükendi, stokta yok', in: 'stokta, stokta var' },
  el: { basket: 'προσθήκη στο καλάθι, στο καλάθι, αγορά', out: 'εξαντλήθηκε, μη διαθέσιμο', in: 'διαθέσιμο, άμεσα διαθέσιμο, σε απόθεμα' },
  bg: { basket: 'добави в количката, добави в кошницата, купи', out: 'изчерпан, няма наличност', in: 'в наличност, наличен' },
  ru: { basket: 'в корзину, добавить в корзину, купить', out: 'нет в наличии, распродано, нет на складе', in: 'в наличии, есть на складе', ad: 'написать продавцу, торг' },
  uk: { basket: 'до кошика, у кошик, в кошик, додати в кошик, додати до кошика, купити', out: 'немає в наявності, розпродано', in: 'в наявності, є в наявності' },
  ar: { basket: 'أضف إلى السلة, أضف الى السلة, اشتر الآن', out: 'نفدت الكمية, غير متوفر', in: 'متوفر, متوفر في المخزون' },
  he: { basket: 'הוסף לסל, הוספה לסל, קנה עכשיו', out: 'אזל מהמלאי, אזל במלאי', in: 'במלאי' },
  vi: { basket: 'thêm vào giỏ, thêm vào giỏ hàng, mua ngay', out: 'hết hàng, tạm hết hàng', in: 'còn hàng' },
  id: { basket: 'tambah ke keranjang, masukkan keranjang, beli sekarang', out: 'stok habis, habis terjual', in: 'stok tersedia' },
  th: { basket: 'เพิ่มลงในตะกร้า, หยิบใส่ตะกร้า, ซื้อเลย', out: 'สินค้าหมด', in: 'มีสินค้า' },
  ja: { basket: 'カートに入れる, かごに入れる, 購入する, 今すぐ買う', out: '在庫切れ, 品切れ, 入荷待ち, 売り切れ, 在庫なし', in: '在庫あり, 在庫有り' },
  zh: { basket: '加入购物车, 加入購物車, 放入購物車, 立即购买, 立即購買, 馬上購買, 我要購買', out: '缺货, 缺貨, 售罄, 售完, 已售完, 補貨中, 暂时无货', in: '有货, 有貨, 現貨, 现货' },
  ko: { basket: '장바구니, 바로구매, 구매하기', out: '품절', in: '재고 있음' },
} as const satisfies Readonly<Record<string, StockWords>>;
