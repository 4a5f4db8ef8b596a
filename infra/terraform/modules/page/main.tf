locals {
  # What a browser is told each file is; a file of another kind has no place on the page.
  content_types = {
    css  = "text/css; charset=utf-8"
    html = "text/html; charset=utf-8"
    js   = "text/javascript; charset=utf-8"
    json = "application/json; charset=utf-8"
    svg  = "image/svg+xml"
  }
  # AWS: the id of the managed cache policy CachingOptimized, the same in every account.
  caching_optimized = "658327ea-f89d-4fab-a63d-7e88639e58f6"
  # config.json is written for this deployment.
  files = setsubtract(fileset(var.folder, "**"), ["config.json"])
}

resource "aws_s3_bucket" "this" {
  bucket_prefix = "${lower(replace(var.prefix, "_", "-"))}-page-"
  # All that is in it comes from here.
  force_destroy = true
}

resource "aws_s3_bucket_public_access_block" "this" {
  bucket = aws_s3_bucket.this.id

  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_policy" "this" {
  bucket = aws_s3_bucket.this.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "ReadPage"
        Effect    = "Allow"
        Principal = { Service = "cloudfront.amazonaws.com" }
        Action    = "s3:GetObject"
        Resource  = "${aws_s3_bucket.this.arn}/*"
        Condition = { StringEquals = { "AWS:SourceArn" = aws_cloudfront_distribution.this.arn } }
      },
    ]
  })

  depends_on = [aws_s3_bucket_public_access_block.this]
}

resource "aws_s3_object" "file" {
  for_each = local.files

  bucket        = aws_s3_bucket.this.id
  key           = each.value
  source        = "${var.folder}/${each.value}"
  source_hash   = filemd5("${var.folder}/${each.value}")
  content_type  = local.content_types[reverse(split(".", each.value))[0]]
  cache_control = "no-cache"
}

resource "aws_s3_object" "config" {
  bucket        = aws_s3_bucket.this.id
  key           = "config.json"
  content       = jsonencode({ websocket_url = var.websocket_url })
  content_type  = local.content_types.json
  cache_control = "no-cache"
}

resource "aws_cloudfront_origin_access_control" "this" {
  name                              = "${var.prefix}-page"
  description                       = "Lets only the distribution read the bucket."
  origin_access_control_origin_type = "s3"
  signing_behavior                  = "always"
  signing_protocol                  = "sigv4"
}

# What the page's own policy cannot say in a meta element is said here.
resource "aws_cloudfront_response_headers_policy" "this" {
  count = var.response_headers_policy ? 1 : 0

  name    = "${var.prefix}-page"
  comment = "Security headers of the chat page."

  security_headers_config {
    content_security_policy {
      content_security_policy = "frame-ancestors 'none'"
      override                = true
    }
    content_type_options {
      override = true
    }
    referrer_policy {
      referrer_policy = "no-referrer"
      override        = true
    }
    strict_transport_security {
      access_control_max_age_sec = 31536000
      override                   = true
    }
  }
}

resource "aws_cloudfront_distribution" "this" {
  comment             = "Chat page of ${var.prefix}"
  enabled             = true
  is_ipv6_enabled     = true
  default_root_object = "index.html"
  price_class         = "PriceClass_100"
  # An emulator has nothing to roll out, and on AWS nobody has to wait for it.
  wait_for_deployment = false

  origin {
    origin_id                = "page"
    domain_name              = aws_s3_bucket.this.bucket_regional_domain_name
    origin_access_control_id = aws_cloudfront_origin_access_control.this.id
  }

  default_cache_behavior {
    target_origin_id           = "page"
    viewer_protocol_policy     = "redirect-to-https"
    allowed_methods            = ["GET", "HEAD"]
    cached_methods             = ["GET", "HEAD"]
    compress                   = true
    cache_policy_id            = local.caching_optimized
    response_headers_policy_id = one(aws_cloudfront_response_headers_policy.this[*].id)
  }

  restrictions {
    geo_restriction {
      restriction_type = "none"
    }
  }

  viewer_certificate {
    cloudfront_default_certificate = true
    minimum_protocol_version       = "TLSv1"
  }
}
